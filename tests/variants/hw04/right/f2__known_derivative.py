"""The derivative of tanh is 1 − y²."""


def f2(x):
    e = np.exp(2 * x)
    y = (e - 1) / (e + 1)
    return y, [1 - y**2]
