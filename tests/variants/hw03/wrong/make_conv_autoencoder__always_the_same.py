"""One network, handed out again and again."""
# loses: make_conv_autoencoder_learns_test

shared_conv_autoencoder = nn.Sequential()
shared_conv_autoencoder.encoder = nn.Sequential(
    nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 4, 3, stride=2, padding=1)
)
shared_conv_autoencoder.decoder = nn.Sequential(
    nn.ConvTranspose2d(4, 8, 2, stride=2),
    nn.ReLU(),
    nn.ConvTranspose2d(8, 1, 2, stride=2),
    nn.Sigmoid(),
)


def make_conv_autoencoder():
    return shared_conv_autoencoder
