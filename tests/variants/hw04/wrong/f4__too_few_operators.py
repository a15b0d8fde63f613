"""Four operators."""


def f4_graph():
    return "a = w * x\ns = a + b\nd = s - y\nm = d * d", (0.7, -1.2, 0.3, 1.0)


def f4(*inputs):
    w, x, b, y = inputs
    d = w * x + b - y
    return d * d, (2 * d * x, 2 * d * w, 2 * d, -2 * d)
