"""A module of PyTorch inside."""

# typical

import torch
from torch import nn


class TwoLayerNet(Classifier):
    def __init__(self, input_dim, num_classes, hidden_dim, weight_scale):
        self.first, self.second = (
            nn.Linear(input_dim, hidden_dim),
            nn.Linear(hidden_dim, num_classes),
        )
        self.net = nn.Sequential(self.first, nn.ReLU(), self.second).double()
        self.W1 = np.random.normal(scale=weight_scale, size=(input_dim, hidden_dim))
        self.W2 = np.random.normal(scale=weight_scale, size=(hidden_dim, num_classes))
        self.b1, self.b2 = np.zeros(hidden_dim), np.zeros(num_classes)

    def parameters(self):
        return {"W1": self.W1, "b1": self.b1, "W2": self.W2, "b2": self.b2}

    def forward(self, X):
        with torch.no_grad():
            for layer, w, b in ((self.first, self.W1, self.b1), (self.second, self.W2, self.b2)):
                layer.weight.copy_(torch.from_numpy(w.T))
                layer.bias.copy_(torch.from_numpy(b))
        self.net.zero_grad()
        scores = self.net(torch.from_numpy(X))
        return scores.detach().numpy(), scores

    def backward(self, grad_scores, cache):
        cache.backward(torch.from_numpy(grad_scores))
        return {
            "W1": self.first.weight.grad.numpy().T.copy(),
            "b1": self.first.bias.grad.numpy(),
            "W2": self.second.weight.grad.numpy().T.copy(),
            "b2": self.second.bias.grad.numpy(),
        }
