"""The quotient rule, in one go; exp only once."""


def f2(x):
    e = np.exp(d := 2 * x)
    top, bottom = e - 1, e + 1
    return np.divide(top, bottom), (2 * e * (bottom - top) / bottom**2 + 0 * d,)
