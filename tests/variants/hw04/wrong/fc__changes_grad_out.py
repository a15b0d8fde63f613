"""Scales the gradient from above in place."""

# typical
# loses: fc_backward_test


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(grad_out, cache):
    x, w = cache
    grads = grad_out @ w.T, x.T @ grad_out, grad_out.sum(axis=0)
    grad_out /= len(x) + 1
    return grads
