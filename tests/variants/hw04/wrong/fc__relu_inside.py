"""Already bends what comes out."""


def fc_forward(x, w, b):
    out = np.maximum(x @ w + b, 0)
    return out, (x, w, out)


def fc_backward(grad_out, cache):
    x, w, out = cache
    grad_out = grad_out * (out > 0)
    return grad_out @ w.T, x.T @ grad_out, grad_out.sum(axis=0)
