"""grad_b is a mean over the batch; the mean belongs to the loss."""

# typical
# loses: fc_backward_test


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(grad_out, cache):
    x, w = cache
    return grad_out @ w.T, x.T @ grad_out, grad_out.mean(axis=0)
