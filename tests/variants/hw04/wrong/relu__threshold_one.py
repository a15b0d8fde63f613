"""Lets through what is larger than one."""


def relu_forward(x):
    return np.where(x > 1, x, 0), x > 1


def relu_backward(grad_out, cache):
    return grad_out * cache
