"""Lets the negative numbers through."""


def relu_forward(x):
    return np.minimum(x, 0), x < 0


def relu_backward(grad_out, cache):
    return grad_out * cache
