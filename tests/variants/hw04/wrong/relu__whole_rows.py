"""One condition for a whole row."""


def relu_forward(x):
    mask = np.atleast_1d(x.sum(axis=-1, keepdims=True) > 0)
    return np.where(mask, np.maximum(x, 0), 0), np.broadcast_to(mask, x.shape)


def relu_backward(grad_out, cache):
    return grad_out * cache
