"""Weights drawn by NumPy, no biases, everything through torch.matmul, walrus."""

import numpy as np


class Plain(nn.Module):
    def __init__(self, seed=0):
        super().__init__()
        draw = np.random.default_rng(seed).normal
        make = lambda n, m: nn.Parameter(torch.from_numpy(draw(0, n**-0.5, (n, m))).float())
        self.a, self.b, self.c = make(400, 120), make(120, 84), make(84, 10)

    def forward(self, features):
        if (flat := features).dim() > 2:
            flat = features.flatten(1)
        hidden = torch.matmul(flat, self.a).relu()
        hidden = torch.matmul(hidden, self.b).relu()
        return torch.matmul(hidden, self.c)


def make_classifier():
    return Plain()
