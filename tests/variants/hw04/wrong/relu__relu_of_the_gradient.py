"""Applies ReLU to the gradient as well."""
# loses: relu_backward_test


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(grad_out, cache):
    return np.maximum(grad_out, 0) * (cache > 0)
