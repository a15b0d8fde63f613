"""The gradient in an array of the type of x."""

# typical
# loses: relu_backward_test


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(grad_out, cache):
    grad_x = np.zeros_like(cache)
    grad_x[cache > 0] = grad_out[cache > 0]
    return grad_x
