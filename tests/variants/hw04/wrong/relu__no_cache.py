"""forward returns its output alone."""


def relu_forward(x):
    return np.maximum(x, 0)


def relu_backward(grad_out, cache):
    return grad_out * (cache > 0)
