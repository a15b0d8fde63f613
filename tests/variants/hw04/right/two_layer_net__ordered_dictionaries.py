"""Dictionaries of other kinds: OrderedDict for the parameters, defaultdict for the gradients."""

from collections import OrderedDict, defaultdict


class TwoLayerNet(Classifier):
    def __init__(self, input_dim=3072, num_classes=10, hidden_dim=16, weight_scale=1e-2):
        sizes = [input_dim, hidden_dim, num_classes]
        self.params = OrderedDict()
        for number, (rows, columns) in enumerate(zip(sizes, sizes[1:]), 1):
            self.params[f"W{number}"] = np.random.normal(scale=weight_scale, size=(rows, columns))
            self.params[f"b{number}"] = np.zeros(columns)

    def parameters(self):
        return self.params

    def forward(self, X):
        caches = []
        for number in (1, 2):
            X, cache = fc_forward(X, self.params[f"W{number}"], self.params[f"b{number}"])
            caches.append((number, cache))
            if number == 1:
                X, cache = relu_forward(X)
                caches.append((0, cache))
        return X, caches

    def backward(self, grad_scores, cache):
        grads, grad = defaultdict(float), grad_scores
        for number, kept in reversed(cache):
            if number:
                grad, grad_W, grad_b = fc_backward(grad, kept)
                grads[f"W{number}"] = grads[f"W{number}"] + grad_W
                grads[f"b{number}"] = grads[f"b{number}"] + grad_b
            else:
                grad = relu_backward(grad, kept)
        return grads
