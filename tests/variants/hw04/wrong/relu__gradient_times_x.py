"""The gradient times the output, not times the slope."""

# typical
# loses: relu_backward_test


def relu_forward(x):
    out = np.maximum(x, 0)
    return out, out


def relu_backward(grad_out, cache):
    return grad_out * cache
