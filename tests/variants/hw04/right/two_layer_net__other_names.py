"""Parameters with names of their own, in one dictionary."""


class TwoLayerNet(Classifier):
    def __init__(self, input_dim=3072, num_classes=10, hidden_dim=16, weight_scale=1e-2):
        generator = np.random.default_rng()
        self.weights = {
            "hidden.weight": weight_scale * generator.standard_normal((input_dim, hidden_dim)),
            "hidden.bias": np.zeros((hidden_dim,)),
            "out.weight": weight_scale * generator.standard_normal((hidden_dim, num_classes)),
            "out.bias": np.zeros((num_classes,)),
        }

    def parameters(self):
        return dict(self.weights)

    def forward(self, X):
        p, cache = self.weights, {}
        out, cache["hidden"] = fc_forward(X, p["hidden.weight"], p["hidden.bias"])
        out, cache["relu"] = relu_forward(out)
        out, cache["out"] = fc_forward(out, p["out.weight"], p["out.bias"])
        return out, cache

    def backward(self, grad_scores, cache):
        grads = {}
        grad, grads["out.weight"], grads["out.bias"] = fc_backward(grad_scores, cache["out"])
        grad = relu_backward(grad, cache["relu"])
        _, grads["hidden.weight"], grads["hidden.bias"] = fc_backward(grad, cache["hidden"])
        return grads
