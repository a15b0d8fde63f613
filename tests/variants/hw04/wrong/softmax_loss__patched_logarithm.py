"""Adds a little to p before the logarithm: finite, and wrong."""

# typical
# loses: softmax_loss_stable_test


def softmax_loss(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    grad_x = p.copy()
    grad_x[np.arange(len(x)), y] -= 1
    return -np.log(p[np.arange(len(x)), y] + 1e-300).mean(), grad_x / len(x)
