"""Convolutions in the encoder, which come in the next part."""
# loses: make_mlp_autoencoder_test


def make_mlp_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Conv2d(1, 8, 4, 4), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 49, 2)
    )
    model.decoder = nn.Sequential(nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
    return model
