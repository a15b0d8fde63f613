"""The cache holds the places of what was let through, and the shape."""


def relu_forward(x):
    places = np.flatnonzero(x > 0)
    out = np.zeros(x.shape)
    out.flat[places] = x.flat[places]
    return out, (places, x.shape)


def relu_backward(grad_out, cache):
    places, shape = cache
    grad_x = np.zeros(shape)
    np.put(grad_x, places, np.take(grad_out, places))
    return grad_x
