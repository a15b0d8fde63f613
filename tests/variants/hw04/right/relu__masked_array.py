"""A masked array hides what is not let through."""


def relu_forward(x):
    hidden = np.ma.masked_less_equal(x, 0)
    return hidden.filled(0), np.ma.getmaskarray(hidden)


def relu_backward(grad_out, cache):
    return np.ma.array(grad_out, mask=cache).filled(0.0)
