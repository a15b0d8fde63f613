"""A list of layer objects, gone through forwards and backwards; remembers by itself."""


class Dense:
    def __init__(self, name, rows, columns, scale):
        self.name = name
        self.w, self.b = np.random.normal(0, scale, (rows, columns)), np.zeros(columns)

    def forward(self, x):
        out, self.cache = fc_forward(x, self.w, self.b)
        return out

    def backward(self, grad, grads):
        grad, grads["W" + self.name], grads["b" + self.name] = fc_backward(grad, self.cache)
        return grad


class Bend:
    def forward(self, x):
        out, self.cache = relu_forward(x)
        return out

    def backward(self, grad, grads):
        return relu_backward(grad, self.cache)


class TwoLayerNet(Classifier):
    def __init__(self, input_dim, num_classes, hidden_dim, weight_scale):
        super().__init__()
        self.layers = [
            Dense("1", input_dim, hidden_dim, weight_scale),
            Bend(),
            Dense("2", hidden_dim, num_classes, weight_scale),
        ]

    def parameters(self):
        return {
            kind + layer.name: getattr(layer, attribute)
            for layer in self.layers
            if isinstance(layer, Dense)
            for kind, attribute in (("W", "w"), ("b", "b"))
        }

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X, None

    def backward(self, grad, cache):
        grads = {}
        for layer in reversed(self.layers):
            grad = layer.backward(grad, grads)
        return grads
