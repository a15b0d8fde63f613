"""A number of Python comes back: no gradient can flow."""


def make_reconstruction_loss():
    return lambda output, x: F.mse_loss(output, x).item()
