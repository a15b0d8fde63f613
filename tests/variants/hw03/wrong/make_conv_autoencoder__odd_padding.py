"""A padding too much: 27 × 27 pixels come back."""


def make_conv_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 4, 3, stride=2, padding=1)
    )
    model.decoder = nn.Sequential(
        nn.ConvTranspose2d(4, 8, 2, stride=2),
        nn.ReLU(),
        nn.ConvTranspose2d(8, 1, 3, stride=2, padding=1),
        nn.Sigmoid(),
    )
    return model
