"""Writes the zeros into grad_out."""

# typical
# loses: relu_backward_test


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(grad_out, cache):
    grad_out[cache <= 0] = 0
    return grad_out
