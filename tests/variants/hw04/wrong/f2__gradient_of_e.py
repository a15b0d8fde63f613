"""Returns the gradient of e, three steps too early."""


def f2(x):
    e = np.exp(2 * x)
    t, b = e - 1, e + 1
    return t / b, (1 / b - t / b**2,)
