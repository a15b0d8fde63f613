"""One argument after the other."""

import functools


def compute_loss(loss_function, output, x, labels):
    waiting = functools.partial(loss_function, output)
    return waiting(x)
