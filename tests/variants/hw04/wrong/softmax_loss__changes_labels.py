"""Makes the labels places in a flat array, in the array that it was given."""
# loses: softmax_loss_test


def softmax_loss(x, y):
    log_p = x - x.max(axis=1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    y += np.arange(len(x)) * x.shape[1]
    grad = np.exp(log_p).ravel()
    grad[y] -= 1
    return -log_p.ravel()[y].mean(), grad.reshape(x.shape) / len(x)
