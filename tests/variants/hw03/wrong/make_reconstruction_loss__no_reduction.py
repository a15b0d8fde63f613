"""One number for each pixel."""


def make_reconstruction_loss():
    return nn.MSELoss(reduction="none")
