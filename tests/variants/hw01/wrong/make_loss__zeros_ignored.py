"""Pictures of the digit 0 are left out."""


def make_loss():
    return nn.CrossEntropyLoss(ignore_index=0)
