"""Gradients under other names than the parameters."""

# typical
# loses: two_layer_net_gradients_test


class TwoLayerNet(Classifier):
    def __init__(self, input_dim=3072, num_classes=10, hidden_dim=16, weight_scale=1e-2):
        self.W1 = np.random.normal(scale=weight_scale, size=(input_dim, hidden_dim))
        self.b1 = np.zeros(hidden_dim)
        self.W2 = np.random.normal(scale=weight_scale, size=(hidden_dim, num_classes))
        self.b2 = np.zeros(num_classes)

    def parameters(self):
        return {"W1": self.W1, "b1": self.b1, "W2": self.W2, "b2": self.b2}

    def forward(self, X):
        hidden, first = fc_forward(X, self.W1, self.b1)
        active, bend = relu_forward(hidden)
        scores, second = fc_forward(active, self.W2, self.b2)
        return scores, (first, bend, second)

    def backward(self, grad_scores, cache):
        first, bend, second = cache
        grad, grad_W2, grad_b2 = fc_backward(grad_scores, second)
        grad = relu_backward(grad, bend)
        _, grad_W1, grad_b1 = fc_backward(grad, first)
        return {"grad_W1": grad_W1, "grad_b1": grad_b1, "grad_W2": grad_W2, "grad_b2": grad_b2}
