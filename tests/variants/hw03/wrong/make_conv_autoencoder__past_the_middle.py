"""The picture is added to its reconstruction: nothing has to pass the middle."""
# loses: make_conv_autoencoder_test


class PastTheMiddle(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 4, 3, 2, 1)
        )
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(4, 8, 2, stride=2), nn.ReLU(), nn.ConvTranspose2d(8, 1, 2, stride=2)
        )

    def forward(self, x):
        return x + self.decoder(self.encoder(x))


make_conv_autoencoder = PastTheMiddle
