"""Weights taken as (M, D)."""

# typical


def fc_forward(x, w, b):
    return x @ w.T + b, (x, w)


def fc_backward(grad_out, cache):
    x, w = cache
    return grad_out @ w, grad_out.T @ x, grad_out.sum(axis=0)
