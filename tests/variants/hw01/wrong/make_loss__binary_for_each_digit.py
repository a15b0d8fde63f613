"""Ten yes-or-no losses in place of one among ten."""


def make_loss():
    return lambda z, y: F.binary_cross_entropy_with_logits(z, F.one_hot(y, 10).float())
