"""The gradients stand in the reverse order."""


def f4_graph():
    return "a = w * x\ns = a + b\ne = exp(-s)\nq = 1 + e\np = 1 / q", (0.7, -1.2, 0.3)


def f4(*inputs):
    w, x, b = inputs
    p = 1 / (1 + np.exp(-(w * x + b)))
    return p, (p * (1 - p), p * (1 - p) * w, p * (1 - p) * x)
