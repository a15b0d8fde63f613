"""A partial with equal weights for all classes."""

from functools import partial


def make_loss():
    return partial(F.cross_entropy, weight=torch.ones(10), label_smoothing=0.0)
