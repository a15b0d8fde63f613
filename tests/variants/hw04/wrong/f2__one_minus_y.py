"""1 − y for 1 − y²."""


def f2(x):
    y = np.tanh(x)
    return y, (1 - y,)
