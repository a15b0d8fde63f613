"""The gradients in a tuple with names; walrus for the difference."""

from typing import NamedTuple


class Gradients(NamedTuple):
    x1: float
    w1: float
    x2: float
    w2: float
    b: float
    y: float


def f1(x1, w1, x2, w2, b, y):
    L = np.power(d := x1 * w1 + x2 * w2 + b - y, 2)
    grads = Gradients(x1=w1, w1=x1, x2=w2, w2=x2, b=1, y=-1)
    return L, Gradients._make(2 * d * slope for slope in grads)
