"""Four maps of 14 × 14 are 784 numbers: as many as the picture has pixels, not fewer."""
# loses: make_conv_autoencoder_test


def make_conv_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 4, 3, padding=1)
    )
    model.decoder = nn.Sequential(
        nn.Conv2d(4, 8, 3, padding=1),
        nn.ReLU(),
        nn.ConvTranspose2d(8, 1, 2, stride=2),
        nn.Sigmoid(),
    )
    return model
