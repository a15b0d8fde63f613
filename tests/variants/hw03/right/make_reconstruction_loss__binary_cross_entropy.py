"""Binary cross-entropy: outputs and pixels lie between 0 and 1."""


def make_reconstruction_loss():
    return nn.BCELoss()
