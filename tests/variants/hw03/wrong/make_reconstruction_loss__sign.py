"""A minus sign: the worst reconstruction has the smallest loss."""


def make_reconstruction_loss():
    return lambda output, x: -F.mse_loss(output, x)
