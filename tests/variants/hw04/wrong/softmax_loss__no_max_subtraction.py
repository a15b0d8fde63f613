"""Right until scores are large."""

# typical
# loses: softmax_loss_stable_test


def softmax_loss(x, y):
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    grad_x = p.copy()
    grad_x[np.arange(len(x)), y] -= 1
    return -np.log(p[np.arange(len(x)), y]).mean(), grad_x / len(x)
