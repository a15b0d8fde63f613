"""Gradients kept in arrays of the type of x and w."""

# typical
# loses: fc_backward_test


def fc_forward(x, w, b):
    return x @ w + b, (x, w, b)


def fc_backward(grad_out, cache):
    x, w, b = cache
    grad_x, grad_w, grad_b = np.zeros_like(x), np.zeros_like(w), np.zeros_like(b)
    grad_x[:] = grad_out @ w.T
    grad_w[:] = x.T @ grad_out
    grad_b[:] = grad_out.sum(axis=0)
    return grad_x, grad_w, grad_b
