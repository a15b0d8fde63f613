"""Three convolutions down and three up, up to 64 maps, batch norm; a row of 32 numbers between."""


class WideAndDeep(nn.Module):
    maps = (1, 16, 32, 64)

    def __init__(self):
        super().__init__()
        down = []
        for inputs, outputs in zip(self.maps, self.maps[1:]):
            down += [nn.Conv2d(inputs, outputs, 3, 2, 1), nn.BatchNorm2d(outputs), nn.ReLU()]
        self.encoder = nn.Sequential(*down, nn.Flatten(), nn.Linear(64 * 16, 32))
        self.decoder = nn.Sequential(
            nn.Linear(32, 64 * 16),
            nn.Unflatten(1, (64, 4, 4)),
            nn.ConvTranspose2d(64, 32, 3, 2, 1),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.ConvTranspose2d(32, 16, 4, 2, 1),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            nn.ConvTranspose2d(16, 1, 4, 2, 1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.decoder(self.encoder(x))


make_conv_autoencoder = WideAndDeep
