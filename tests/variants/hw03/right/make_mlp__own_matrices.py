"""Matrices of its own, without biases."""


class Matrices(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Parameter(torch.randn(784, 64) / 28)
        self.second = nn.Parameter(torch.randn(64, 10) / 8)

    def forward(self, x):
        return (x.flatten(1) @ self.first).clamp(min=0) @ self.second


def make_mlp():
    return Matrices()
