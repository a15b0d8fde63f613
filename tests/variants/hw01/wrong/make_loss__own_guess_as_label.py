"""The digit with the highest score is taken for the label."""


def make_loss():
    return lambda logits, labels: F.cross_entropy(logits, logits.argmax(dim=1))
