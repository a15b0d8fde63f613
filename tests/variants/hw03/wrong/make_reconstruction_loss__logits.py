"""Binary cross-entropy on logits: a second sigmoid after the one in the network."""


def make_reconstruction_loss():
    return nn.BCEWithLogitsLoss()
