"""A smooth one."""


def relu_forward(x):
    return np.logaddexp(x, 0), x


def relu_backward(grad_out, cache):
    return grad_out / (1 + np.exp(-cache))
