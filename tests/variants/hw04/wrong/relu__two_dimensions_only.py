"""Loops over rows and columns: fine until x has another number of dimensions."""


def relu_forward(x):
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[i, j] = max(x[i, j], 0)
    return out, x


def relu_backward(grad_out, cache):
    grad_x = np.zeros(cache.shape)
    for i in range(cache.shape[0]):
        for j in range(cache.shape[1]):
            grad_x[i, j] = grad_out[i, j] if cache[i, j] > 0 else 0
    return grad_x
