"""The 2 of the square is forgotten backwards."""


def f1(x1, w1, x2, w2, b, y):
    d = x1 * w1 + x2 * w2 + b - y
    return d**2, (d * w1, d * x1, d * w2, d * x2, d, -d)
