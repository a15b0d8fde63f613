"""The output is blown up to 255, the picture is not."""


def make_reconstruction_loss():
    return lambda output, x: F.mse_loss(255 * output, x)
