"""The loss of a classifier."""

# typical


def make_reconstruction_loss():
    return nn.CrossEntropyLoss()
