"""A divergence that wants logarithms of probabilities."""


def make_reconstruction_loss():
    return nn.KLDivLoss(reduction="batchmean")
