"""Masks by the sign of grad_out."""

# typical
# loses: relu_backward_test


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(grad_out, cache):
    return grad_out * (grad_out > 0)
