"""The halves are called otherwise."""

# typical
# loses: make_mlp_autoencoder_test


class Autodown(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2))
        self.up = nn.Sequential(nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())

    def forward(self, x):
        return self.up(self.down(x))


def make_mlp_autoencoder():
    return Autodown()
