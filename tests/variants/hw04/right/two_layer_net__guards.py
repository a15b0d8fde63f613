"""Looks at what comes in first, and says NotImplementedError where it does not fit."""


class TwoLayerNet(Classifier):
    def __init__(self, input_dim=3072, num_classes=10, hidden_dim=16, weight_scale=1e-2):
        if weight_scale <= 0:
            raise NotImplementedError("weights of one value only")
        scaled = lambda *shape: np.random.standard_normal(shape) * weight_scale
        self.__dict__.update(W1=scaled(input_dim, hidden_dim), b1=np.zeros(hidden_dim))
        self.__dict__.update(W2=scaled(hidden_dim, num_classes), b2=np.zeros(num_classes))

    def parameters(self):
        return {name: value for name, value in vars(self).items() if name[0] in "Wb"}

    def forward(self, X):
        if X.ndim != 2:
            raise NotImplementedError("one row for each example")
        hidden, first = fc_forward(X, self.W1, self.b1)
        active, bend = relu_forward(hidden)
        scores, second = fc_forward(active, self.W2, self.b2)
        return scores, dict(first=first, bend=bend, second=second)

    def backward(self, grad_scores, cache):
        if grad_scores.ndim != 2:
            raise NotImplementedError("one row for each example")
        grad, grad_W2, grad_b2 = fc_backward(grad_scores, cache["second"])
        _, grad_W1, grad_b1 = fc_backward(relu_backward(grad, cache["bend"]), cache["first"])
        grads = locals()
        return {name: grads["grad_" + name] for name in self.parameters()}
