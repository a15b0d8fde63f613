"""Folds instead of cutting off."""


def relu_forward(x):
    return np.abs(x), x


def relu_backward(grad_out, cache):
    return grad_out * np.sign(cache)
