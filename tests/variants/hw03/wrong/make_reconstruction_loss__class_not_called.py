"""The class, not an object of it."""

# typical


def make_reconstruction_loss():
    return nn.MSELoss
