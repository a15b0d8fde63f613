"""Divided by the usual batch size, whatever the size of the batch."""


def make_loss():
    cross_entropy = nn.CrossEntropyLoss(reduction="sum")
    return lambda logits, labels: cross_entropy(logits, labels) / 64
