"""A single input, used again and again."""


def f4_graph():
    return "a = x * x\nb = a * x\nc = b - a\nd = c + x\ne = d * d", [1.5]


def f4(x):
    d = x**3 - x**2 + x
    return d**2, (2 * d * (3 * x**2 - 2 * x + 1),)
