"""A function of PyTorch."""


def make_reconstruction_loss():
    return F.mse_loss
