"""Looks into the cache of its own fc_forward."""


class TwoLayerNet(LinearClassifier):
    def __init__(self, input_dim, num_classes, hidden_dim, weight_scale):
        super().__init__(hidden_dim, num_classes, weight_scale)
        self.first = LinearClassifier(input_dim, hidden_dim, weight_scale)

    def parameters(self):
        return {"V": self.first.W, "a": self.first.b, **super().parameters()}

    def forward(self, X):
        hidden, cache = self.first.forward(X)
        x, w = cache
        scores, above = super().forward(np.maximum(hidden, 0))
        return scores, (x, hidden, above)

    def backward(self, grad_scores, cache):
        x, hidden, above = cache
        grads = super().backward(grad_scores, above)
        grad = (grad_scores @ self.W.T) * (hidden > 0)
        return {"V": x.T @ grad, "a": grad.sum(axis=0), **grads}
