"""Batch norm, dropout and SiLU."""


def block(i, o):
    return [nn.Linear(i, o), nn.BatchNorm1d(o), nn.SiLU()]


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Flatten(), *block(784, 200), nn.Dropout(0.1), nn.Linear(200, 2)
        )
        self.decoder = nn.Sequential(*block(2, 200), nn.Linear(200, 784), nn.Hardsigmoid())

    def forward(self, x):
        return self.decoder(self.encoder(x)).reshape(-1, 1, 28, 28)


def make_mlp_autoencoder():
    return Net()
