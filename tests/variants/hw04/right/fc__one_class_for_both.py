"""A class with both ways; the cache is the object itself, weights kept transposed."""


class Layer:
    __slots__ = ("inputs", "turned")

    def __init__(self, inputs, weights):
        self.inputs, self.turned = inputs, weights.transpose()

    def run(self, bias):
        return (self.turned @ self.inputs.T + bias.reshape(-1, 1)).T

    def back(self, grad):
        return np.dot(grad, self.turned), (grad.T @ self.inputs).T, grad.T.sum(1)


def fc_forward(x, w, b):
    layer = Layer(x, w)
    return layer.run(b), layer


def fc_backward(grad_out, cache):
    return cache.back(grad_out)
