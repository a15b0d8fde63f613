"""The digit comes back, not its logits."""


class Decided(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))

    def forward(self, x):
        return self.layers(x).argmax(dim=1)


def make_mlp():
    return Decided()
