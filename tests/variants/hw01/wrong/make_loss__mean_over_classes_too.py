"""Divided by all entries of the logits."""


def make_loss():
    return lambda logits, labels: F.cross_entropy(logits, labels, reduction="sum") / logits.numel()
