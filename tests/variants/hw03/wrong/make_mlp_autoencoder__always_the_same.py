"""One network, handed out again and again."""
# loses: make_mlp_autoencoder_learns_test

shared_autoencoder = nn.Sequential()
shared_autoencoder.encoder = nn.Sequential(
    nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)
)
shared_autoencoder.decoder = nn.Sequential(
    nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid()
)


def make_mlp_autoencoder():
    return shared_autoencoder
