"""The class, no loss made from it."""


def make_loss():
    return nn.CrossEntropyLoss
