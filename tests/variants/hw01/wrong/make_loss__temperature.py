"""The logits are halved first: equal scores do not show it."""


def make_loss():
    return lambda logits, labels: F.cross_entropy(logits / 2, labels)
