"""Small functions of its own, with everyday names."""


def built(rows, columns, scale):
    return np.random.normal(0.0, scale, (rows, columns))


def passes(x, *layers):
    caches = []
    for w, b in layers:
        x, cache = fc_forward(x, w, b)
        caches.append(cache)
        if b is not layers[-1][1]:
            x, cache = relu_forward(x)
            caches.append(cache)
    return x, caches


def scores_of(net, X):
    return passes(X, (net.W1, net.b1), (net.W2, net.b2))


class TwoLayerNet(Classifier):
    def __init__(self, input_dim=3072, num_classes=10, hidden_dim=16, weight_scale=1e-2):
        self.W1, self.b1 = built(input_dim, hidden_dim, weight_scale), np.zeros(hidden_dim)
        self.W2, self.b2 = built(hidden_dim, num_classes, weight_scale), np.zeros(num_classes)

    def parameters(self):
        return {"W1": self.W1, "b1": self.b1, "W2": self.W2, "b2": self.b2}

    def forward(self, X):
        return scores_of(self, X)

    def backward(self, grad_scores, cache):
        grads, grad = {}, grad_scores
        grad, grads["W2"], grads["b2"] = fc_backward(grad, cache[2])
        grad = relu_backward(grad, cache[1])
        _, grads["W1"], grads["b1"] = fc_backward(grad, cache[0])
        return grads
