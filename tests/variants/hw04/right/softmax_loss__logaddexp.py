"""NumPy's own way of adding logarithms."""


def softmax_loss(x, y):
    log_p = x - np.logaddexp.reduce(x, axis=1, keepdims=True)
    picked = np.take_along_axis(log_p, y[:, None], axis=1)
    grad = np.exp(log_p)
    np.put_along_axis(grad, y[:, None], np.exp(picked) - 1, axis=1)
    return float(-np.mean(picked)), grad / y.size
