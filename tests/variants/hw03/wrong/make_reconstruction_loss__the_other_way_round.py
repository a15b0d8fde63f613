"""Binary cross-entropy with output and picture exchanged."""


def make_reconstruction_loss():
    return lambda output, x: F.binary_cross_entropy(x, output)
