"""The return is missing."""


def f2(x):
    y = np.tanh(x)
    (y, (1 - y**2,))
