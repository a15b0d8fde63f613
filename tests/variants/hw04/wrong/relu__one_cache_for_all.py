"""The mask is kept in a global variable."""
# loses: relu_backward_test

MASK = None


def relu_forward(x):
    global MASK
    MASK = x > 0
    return np.maximum(x, 0), None


def relu_backward(grad_out, cache):
    return grad_out * MASK
