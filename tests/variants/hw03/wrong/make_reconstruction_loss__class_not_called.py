"""The class, not an object of it."""


def make_reconstruction_loss():
    return nn.MSELoss
