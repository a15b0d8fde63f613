"""Exactly five operators."""


def f4_graph():
    p, q = 2.5, -0.8
    return "h = 1 / p + 1 / q\nm = 2 / h\nr = m * p", (p, q)


def f4(*values):
    p, q = values
    total = p + q
    r = 2 * p**2 * q / total
    grad_p = (4 * p * q * total - 2 * p**2 * q) / total**2
    grad_q = (2 * p**2 * total - 2 * p**2 * q) / total**2
    return r, (grad_p, grad_q)
