"""Turns the cached input into its own mask."""

# typical
# loses: relu_backward_test


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(grad_out, cache):
    cache[cache > 0] = 1
    cache[cache <= 0] = 0
    return grad_out * cache
