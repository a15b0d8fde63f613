"""The gradient in an array of the type of x."""

# typical
# loses: softmax_loss_test


def softmax_loss(x, y):
    log_p = x - x.max(axis=1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    grad_x = np.zeros_like(x)
    grad_x[:] = np.exp(log_p)
    grad_x[np.arange(len(x)), y] -= 1
    if grad_x.dtype == float:
        grad_x /= len(x)
    return -log_p[np.arange(len(x)), y].mean(), grad_x
