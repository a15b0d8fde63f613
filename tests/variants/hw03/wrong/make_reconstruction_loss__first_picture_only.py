"""Only the first picture of the batch is compared."""


def make_reconstruction_loss():
    return lambda output, x: F.mse_loss(output[0], x[0])
