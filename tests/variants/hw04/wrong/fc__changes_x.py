"""Works in the array that it was given."""

# typical
# loses: fc_forward_test


def fc_forward(x, w, b):
    kept = x.copy()
    x *= 0
    return kept @ w + b, (kept, w)


def fc_backward(grad_out, cache):
    x, w = cache
    return grad_out @ w.T, x.T @ grad_out, grad_out.sum(axis=0)
