"""Binary cross-entropy on logits: a second sigmoid after the one in the network."""

# typical


def make_reconstruction_loss():
    return nn.BCEWithLogitsLoss()
