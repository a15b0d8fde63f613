"""The chain rule done on paper."""


def f1(x1, w1, x2, w2, b, y):
    d = x1 * w1 + x2 * w2 + b - y
    return d * d, tuple(2 * d * factor for factor in (w1, x1, w2, x2, 1, -1))
