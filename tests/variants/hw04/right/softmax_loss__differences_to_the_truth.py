"""Scores minus the true one's: p of the truth is 1 over the sum of their exponentials."""


def softmax_loss(x, y):
    N, C = x.shape
    true = x[np.arange(N), y][:, None]
    gap = x - true
    top = np.maximum(gap.max(axis=1, keepdims=True), 0)
    log_total = top + np.log(np.exp(gap - top).sum(axis=1, keepdims=True))
    grad = np.exp(gap - log_total)
    grad -= np.equal.outer(y, np.arange(C))
    grad /= N
    return log_total.sum() / N, grad
