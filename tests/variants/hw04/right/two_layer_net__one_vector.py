"""All parameters lie in one long vector; the dictionary holds views into it."""


class TwoLayerNet(Classifier):
    def __init__(self, input_dim, num_classes, hidden_dim, weight_scale):
        D, H, C = input_dim, hidden_dim, num_classes
        self.shapes = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
        sizes = [int(np.prod(shape)) for shape in self.shapes.values()]
        self.vector = np.zeros(sum(sizes))
        ends = np.cumsum(sizes)[:-1]
        self.views = {
            name: part.reshape(shape)
            for (name, shape), part in zip(self.shapes.items(), np.split(self.vector, ends))
        }
        for view in self.views.values():
            if view.ndim == 2:
                view[:] = np.random.normal(0, weight_scale, view.shape)

    def parameters(self):
        return self.views

    def forward(self, X):
        p = self.views
        z = X @ p["W1"] + p["b1"]
        return np.maximum(z, 0) @ p["W2"] + p["b2"], (X, z)

    def backward(self, grad_scores, cache):
        X, z = cache
        long = np.empty_like(self.vector)
        D, H, C = *self.shapes["W1"], *self.shapes["b2"]
        back = grad_scores @ self.views["W2"].T
        back[z <= 0] = 0
        parts = X.T @ back, back.sum(0), np.maximum(z, 0).T @ grad_scores, grad_scores.sum(0)
        np.concatenate([part.ravel() for part in parts], out=long)
        ends = np.cumsum([D * H, H, H * C])
        pieces = np.split(long, ends)
        return {n: g.reshape(s) for (n, s), g in zip(self.shapes.items(), pieces)}
