"""Batch norm, leaky ReLU, a scaled tanh; the class itself."""


class make_conv_autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 16, 3, 2, 1), nn.BatchNorm2d(16), nn.LeakyReLU(), nn.Conv2d(16, 8, 3, 2, 1)
        )
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(8, 16, 4, 2, 1),
            nn.BatchNorm2d(16),
            nn.LeakyReLU(),
            nn.ConvTranspose2d(16, 1, 4, 2, 1),
        )

    def forward(self, x):
        return torch.tanh(self.decoder(self.encoder(x)))
