"""The mean absolute error."""


def make_reconstruction_loss():
    return nn.L1Loss()
