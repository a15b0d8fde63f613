"""Times the step function, of which NumPy has one of its own; half a slope at zero."""


def relu_forward(x):
    step = np.heaviside(x, 0.5)
    return np.multiply(x, step), step


def relu_backward(grad_out, cache):
    return np.multiply(grad_out, cache)
