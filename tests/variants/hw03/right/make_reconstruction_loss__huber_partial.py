"""The Huber loss by functools.partial, with a corner at 0.1."""

import functools


def make_reconstruction_loss():
    return functools.partial(F.huber_loss, delta=0.1, reduction="sum")
