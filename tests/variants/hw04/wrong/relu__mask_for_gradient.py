"""Returns the slope and leaves out the gradient from above."""
# loses: relu_backward_test


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(grad_out, cache):
    return (cache > 0).astype(float)
