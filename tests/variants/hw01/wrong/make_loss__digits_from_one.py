"""Labels are taken to run from 1 to 10."""


def make_loss():
    return lambda logits, labels: F.cross_entropy(logits, (labels - 1) % 10)
