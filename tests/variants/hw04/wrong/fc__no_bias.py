"""The bias is left out on the way forwards."""

# typical
# loses: fc_forward_test


def fc_forward(x, w, b):
    return x @ w, (x, w)


def fc_backward(grad_out, cache):
    x, w = cache
    return grad_out @ w.T, x.T @ grad_out, grad_out.sum(axis=0)
