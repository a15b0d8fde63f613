"""The absolute difference; the gradients fit it."""


def f1(x1, w1, x2, w2, b, y):
    d = x1 * w1 + x2 * w2 + b - y
    s = np.sign(d)
    return abs(d), (s * w1, s * x1, s * w2, s * x2, s, -s)
