"""Boolean indexing drops what is not positive, and the shape with it."""


def relu_forward(x):
    return x[x > 0], x


def relu_backward(grad_out, cache):
    return grad_out[cache > 0]
