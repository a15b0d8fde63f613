"""The cache is emptied backwards."""
# loses: relu_backward_test


def relu_forward(x):
    return np.maximum(x, 0), {"mask": x > 0}


def relu_backward(grad_out, cache):
    return grad_out * cache.pop("mask")
