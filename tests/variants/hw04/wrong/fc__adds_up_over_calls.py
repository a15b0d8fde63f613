"""Gradients are added into arrays in the cache: the second call gives twice as much."""
# loses: fc_backward_test


def fc_forward(x, w, b):
    return x @ w + b, (x, w, np.zeros(w.shape), np.zeros(b.shape))


def fc_backward(grad_out, cache):
    x, w, grad_w, grad_b = cache
    grad_w += x.T @ grad_out
    grad_b += grad_out.sum(axis=0)
    return grad_out @ w.T, grad_w.copy(), grad_b.copy()
