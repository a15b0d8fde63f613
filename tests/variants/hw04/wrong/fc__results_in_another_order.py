"""grad_w, grad_b, grad_x."""
# loses: fc_backward_test


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(grad_out, cache):
    x, w = cache
    return x.T @ grad_out, grad_out.sum(axis=0), grad_out @ w.T
