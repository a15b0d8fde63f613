"""The output is compared with itself."""


def make_reconstruction_loss():
    return lambda output, x: F.mse_loss(output, output)
