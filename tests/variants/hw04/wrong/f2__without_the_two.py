"""tanh of half of x: the first step is left out on both ways."""


def f2(x):
    e = np.exp(x)
    t, b = e - 1, e + 1
    return t / b, (2 * e / b**2,)
