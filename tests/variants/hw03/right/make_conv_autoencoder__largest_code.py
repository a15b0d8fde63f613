"""A map of 27 × 27: 729 numbers, just fewer than pixels."""


class LargestCode(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 1, 2))
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(1, 8, 2), nn.ReLU(), nn.Conv2d(8, 1, 1), nn.Sigmoid()
        )

    def forward(self, x):
        return self.decoder(self.encoder(x))


make_conv_autoencoder = LargestCode
