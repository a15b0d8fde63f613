"""A steep function of large values: the measured gradient loses digits, and no harm is done."""


def f4_graph():
    return "a = x ** 2\nb = a * y\nc = b + 1000\nd = exp(x)\ne = c * d", (3.0, 40.0)


def f4(*inputs):
    x, y = inputs
    c, d = x * x * y + 1000, np.exp(x)
    return c * d, (2 * x * y * d + c * d, x * x * d)
