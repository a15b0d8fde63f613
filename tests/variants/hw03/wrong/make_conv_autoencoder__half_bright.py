"""Half of a sigmoid: no pixel can be brighter than one half."""
# loses: make_conv_autoencoder_range_test, make_conv_autoencoder_learns_test


class HalfBrightMaps(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 4, 3, 2, 1)
        )
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(4, 8, 2, stride=2), nn.ReLU(), nn.ConvTranspose2d(8, 1, 2, stride=2)
        )

    def forward(self, x):
        return 0.5 * torch.sigmoid(self.decoder(self.encoder(x)))


make_conv_autoencoder = HalfBrightMaps
