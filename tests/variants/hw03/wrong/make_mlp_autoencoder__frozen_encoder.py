"""The encoder is frozen."""
# loses: make_mlp_autoencoder_test


def make_mlp_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2))
    model.decoder = nn.Sequential(nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
    model.encoder.requires_grad_(False)
    return model
