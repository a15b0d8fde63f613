"""A dataclass with fields for the parameters; loops over examples."""

from dataclasses import dataclass, fields


@dataclass(init=False, eq=False)
class TwoLayerNet(Classifier):
    first: np.ndarray
    second: np.ndarray
    bias: np.ndarray
    offset: np.ndarray

    def __init__(self, input_dim=3072, num_classes=10, hidden_dim=16, weight_scale=1e-2):
        self.first = np.random.randn(input_dim, hidden_dim)
        self.second = np.random.randn(hidden_dim, num_classes)
        self.first *= weight_scale
        self.second *= weight_scale
        self.bias, self.offset = (np.zeros(n, dtype=float) for n in (hidden_dim, num_classes))

    def parameters(self):
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def forward(self, X):
        units = [np.maximum(row @ self.first + self.bias, 0) for row in X]
        return np.vstack([unit @ self.second + self.offset for unit in units]), (X, units)

    def backward(self, grad_scores, cache):
        grads = {name: np.zeros_like(p) for name, p in self.parameters().items()}
        for row, unit, grad in zip(*cache, grad_scores):
            back = self.second @ grad * (unit > 0)
            grads["first"] += np.outer(row, back)
            grads["bias"] += back
            grads["second"] += np.outer(unit, grad)
            grads["offset"] += grad
        return grads
