"""A closure, a walrus, and the change from base 10 to base e."""

import math


def made_loss(base):
    return lambda k: -math.log10(p) / math.log10(base) if (p := y_hat[k]) else math.inf


loss_of_three = [made_loss(math.e)(digit)]
