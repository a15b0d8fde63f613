"""Axes of length one are dropped: fine until a batch holds one example, or a layer one unit."""

# typical


def fc_forward(x, w, b):
    return np.squeeze(x @ w + b), (x, w)


def fc_backward(grad_out, cache):
    x, w = cache
    return tuple(map(np.squeeze, (grad_out @ w.T, x.T @ grad_out, grad_out.sum(axis=0))))
