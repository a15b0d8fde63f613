"""A leaky one."""

# typical


def relu_forward(x):
    return np.where(x > 0, x, 0.01 * x), x


def relu_backward(grad_out, cache):
    return np.where(cache > 0, grad_out, 0.01 * grad_out)
