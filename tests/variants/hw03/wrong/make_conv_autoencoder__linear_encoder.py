"""Convolutions in the decoder only."""
# loses: make_conv_autoencoder_test


def make_conv_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.ReLU(),
        nn.Linear(128, 196),
        nn.Unflatten(1, (4, 7, 7)),
    )
    model.decoder = nn.Sequential(
        nn.ConvTranspose2d(4, 8, 2, stride=2),
        nn.ReLU(),
        nn.ConvTranspose2d(8, 1, 2, stride=2),
        nn.Sigmoid(),
    )
    return model
