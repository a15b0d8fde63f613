"""float32, to save memory."""

# typical


def fc_forward(x, w, b):
    x, w, b = (one.astype(np.float32) for one in (x, w, b))
    return x @ w + b, (x, w)


def fc_backward(grad_out, cache):
    x, w = cache
    grad_out = grad_out.astype(np.float32)
    return grad_out @ w.T, x.T @ grad_out, grad_out.sum(axis=0)
