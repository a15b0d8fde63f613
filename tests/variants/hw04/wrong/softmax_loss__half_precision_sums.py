"""Single precision inside."""


def softmax_loss(x, y):
    log_p = x.astype(np.float32)
    log_p = log_p - log_p.max(axis=1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    grad = np.exp(log_p)
    grad[np.arange(len(x)), y] -= 1
    return float(-log_p[np.arange(len(x)), y].mean()), (grad / len(x)).astype(float)
