"""Two vectors and their product; 0-d arrays come out."""


def f1(x1, w1, x2, w2, b, y):
    x, w = np.array([x1, x2], dtype=float), np.array([w1, w2], dtype=float)
    d = np.asarray(x @ w + b - y)
    grad_x, grad_w = 2 * d * w, 2 * d * x
    pairs = [g for pair in zip(grad_x, grad_w) for g in pair]
    return np.square(d), (*pairs, 2 * d, -2 * d)
