"""e is used twice; only the way through t is counted."""


def f2(x):
    e = np.exp(2 * x)
    t, b = e - 1, e + 1
    return t / b, (2 * e / b,)
