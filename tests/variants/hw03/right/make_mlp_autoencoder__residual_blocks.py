"""Blocks that add to what comes in; Softplus; the code is as it falls."""


class AddedBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(width, width), nn.Softplus(), nn.Linear(width, width))

    def forward(self, x):
        return x + self.inner(x)


class Residual(nn.Module):
    def __init__(self, width=60):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Flatten(), nn.Linear(784, width), AddedBlock(width), nn.Linear(width, 2)
        )
        self.decoder = nn.Sequential(
            nn.Linear(2, width), AddedBlock(width), nn.Linear(width, 784), nn.Sigmoid()
        )

    def forward(self, pictures):
        return self.decoder(self.encoder(pictures)).unflatten(1, (1, 28, 28))


def make_mlp_autoencoder():
    return Residual()
