"""Capped at 100, a large ReLU6."""


def relu_forward(x):
    return np.clip(x, 0, 100), (x > 0) & (x < 100)


def relu_backward(grad_out, cache):
    return grad_out * cache
