"""An input that is used twice gets the gradient of one use."""


def f4_graph():
    return "a = x * y\nb = a + x\nc = b * b\nd = c - y\ne = d * 2", (0.5, 2.0)


def f4(*inputs):
    x, y = inputs
    b = x * y + x
    return 2 * (b * b - y), (4 * b * y, 4 * b * x - 2)
