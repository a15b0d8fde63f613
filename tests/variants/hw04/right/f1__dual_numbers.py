"""Forwards with dual numbers: each input in turn carries a slope of 1."""


class Dual:
    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        return Dual(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other):
        return Dual(self.value - other.value, self.slope - other.slope)

    def __mul__(self, other):
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)


def f1(*inputs):
    def loss(one):
        x1, w1, x2, w2, b, y = (Dual(v, float(n == one)) for n, v in enumerate(inputs))
        d = x1 * w1 + x2 * w2 + b - y
        return d * d

    return loss(0).value, tuple(loss(n).slope for n in range(6))
