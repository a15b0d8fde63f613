"""The sigmoid, which looks alike; its gradient fits."""


def f2(x):
    p = 1 / (1 + np.exp(-x))
    return p, (p * (1 - p),)
