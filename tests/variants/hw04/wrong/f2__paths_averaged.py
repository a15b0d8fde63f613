"""The two gradients that come back to e are averaged instead of added."""


def f2(x):
    e = np.exp(2 * x)
    t, b = e - 1, e + 1
    return t / b, (2 * e * np.mean([1 / b, -t / b**2]),)
