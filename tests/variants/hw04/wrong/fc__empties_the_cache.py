"""The cache is emptied backwards: a second call finds nothing."""
# loses: fc_backward_test


def fc_forward(x, w, b):
    return x @ w + b, [x, w]


def fc_backward(grad_out, cache):
    w, x = cache.pop(), cache.pop()
    return grad_out @ w.T, x.T @ grad_out, grad_out.sum(axis=0)
