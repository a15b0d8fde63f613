"""The loss depends on the difference of the scores only: one softplus."""

import math


def f3(s1, s2, y):
    sign = {1: 1, 2: -1}[y]
    margin = sign * (s1 - s2)
    loss = math.log1p(math.exp(-abs(margin))) + max(-margin, 0)
    slope = -sign / (1 + math.exp(margin))
    return loss, (slope, -slope)
