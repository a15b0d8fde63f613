"""Stops at d: the 2 of 2x is missing."""


def f2(x):
    e = np.exp(2 * x)
    t, b = e - 1, e + 1
    return t / b, (e * (1 / b - t / b**2),)
