"""Prints the gradient."""
# loses: relu_backward_test


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(grad_out, cache):
    print(grad_out * (cache > 0))
