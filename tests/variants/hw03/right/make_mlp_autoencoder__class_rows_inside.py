"""Halves that take rows of pixels; tanh; the class itself."""


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Linear(784, 256), nn.Tanh(), nn.Linear(256, 32), nn.Tanh(), nn.Linear(32, 2)
        )
        self.decoder = nn.Sequential(
            nn.Linear(2, 32),
            nn.Tanh(),
            nn.Linear(32, 256),
            nn.Tanh(),
            nn.Linear(256, 784),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.decoder(self.encoder(x.flatten(1))).view(x.shape)


make_mlp_autoencoder = Autoencoder
