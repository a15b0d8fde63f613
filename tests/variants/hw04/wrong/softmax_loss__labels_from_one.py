"""Labels are counted from 1."""


def softmax_loss(x, y):
    log_p = x - x.max(axis=1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    grad = np.exp(log_p)
    grad[np.arange(len(x)), y - 1] -= 1
    return -log_p[np.arange(len(x)), y - 1].mean(), grad / len(x)
