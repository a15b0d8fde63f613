"""The steps are written in words."""


def f4_graph():
    return "take x times y, add x, square it, subtract y, double it", (0.5, 2.0)


def f4(*inputs):
    x, y = inputs
    b = x * y + x
    return 2 * (b * b - y), (4 * b * (y + 1), 4 * b * x - 2)
