"""expm1 keeps the digits near zero; 0-d arrays."""


def f2(x):
    t = np.expm1(np.asarray(2.0 * x))
    b = t + 2
    return np.asarray(t / b), (np.asarray(4 * (t + 1) / b**2),)
