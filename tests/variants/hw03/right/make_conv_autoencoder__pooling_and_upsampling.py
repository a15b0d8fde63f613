"""Max-pooling down, upsampling and convolutions up."""


class PoolNet(nn.Module):
    def __init__(self):
        super().__init__()
        conv = lambda i, o: nn.Conv2d(i, o, 3, padding=1)
        self.encoder = nn.Sequential(
            conv(1, 12), nn.ELU(), nn.MaxPool2d(2), conv(12, 6), nn.ELU(), nn.MaxPool2d(2)
        )
        self.decoder = nn.Sequential(
            conv(6, 12),
            nn.ELU(),
            nn.Upsample(scale_factor=2),
            conv(12, 12),
            nn.ELU(),
            nn.Upsample(scale_factor=2),
            conv(12, 1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.decoder(self.encoder(x))


def make_conv_autoencoder():
    return PoolNet()
