"""The minus of the second local derivative of a quotient is forgotten."""


def f2(x):
    e = np.exp(2 * x)
    t, b = e - 1, e + 1
    return t / b, (2 * e * (1 / b + t / b**2),)
