"""The value, without gradients."""


def f4_graph():
    return "a = x * y\nb = a + x\nc = b * b\nd = c - y\ne = d * 2", (0.5, 2.0)


def f4(*inputs):
    x, y = inputs
    return 2 * ((x * y + x) ** 2 - y)
