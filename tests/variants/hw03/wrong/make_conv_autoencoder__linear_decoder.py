"""Convolutions in the encoder only."""
# loses: make_conv_autoencoder_test


def make_conv_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 4, 3, 2, 1), nn.Flatten()
    )
    model.decoder = nn.Sequential(
        nn.Linear(196, 128),
        nn.ReLU(),
        nn.Linear(128, 784),
        nn.Sigmoid(),
        nn.Unflatten(1, (1, 28, 28)),
    )
    return model
