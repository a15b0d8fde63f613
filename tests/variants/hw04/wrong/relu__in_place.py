"""Writes the zeros into x."""

# typical
# loses: relu_forward_test


def relu_forward(x):
    x[x < 0] = 0
    return x, x


def relu_backward(grad_out, cache):
    return grad_out * (cache > 0)
