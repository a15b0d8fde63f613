"""A product hands each factor its own value instead of the other's."""


def f1(x1, w1, x2, w2, b, y):
    d = x1 * w1 + x2 * w2 + b - y
    return d**2, (2 * d * x1, 2 * d * w1, 2 * d * x2, 2 * d * w2, 2 * d, -2 * d)
