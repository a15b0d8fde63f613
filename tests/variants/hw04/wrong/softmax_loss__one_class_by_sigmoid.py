"""A single class is taken for a yes-or-no question."""

# typical
# loses: softmax_loss_test


def softmax_loss(x, y):
    if x.shape[1] == 1:
        p = 1 / (1 + np.exp(-x))
        return -np.log(p).mean(), (p - 1) / len(x)
    log_p = x - x.max(axis=1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    grad = np.exp(log_p)
    grad[np.arange(len(x)), y] -= 1
    return -log_p[np.arange(len(x)), y].mean(), grad / len(x)
