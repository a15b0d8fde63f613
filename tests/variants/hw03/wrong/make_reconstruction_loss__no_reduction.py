"""One number for each pixel."""

# typical


def make_reconstruction_loss():
    return nn.MSELoss(reduction="none")
