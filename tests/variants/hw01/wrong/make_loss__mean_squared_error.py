"""Squared error against one-hot labels."""

# typical


def make_loss():
    return lambda logits, labels: F.mse_loss(logits, F.one_hot(labels, 10).float())
