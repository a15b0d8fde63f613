"""A plain number, from which no gradient flows back."""


def make_loss():
    return lambda logits, labels: F.cross_entropy(logits, labels).item()
