"""The cache is the input."""


def relu_forward(x):
    return np.where(x > 0, x, 0), x


def relu_backward(grad_out, cache):
    return np.where(cache > 0, grad_out, 0.0)
