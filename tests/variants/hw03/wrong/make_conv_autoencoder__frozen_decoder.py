"""The decoder is frozen."""
# loses: make_conv_autoencoder_test


def make_conv_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 4, 3, stride=2, padding=1)
    )
    model.decoder = nn.Sequential(
        nn.ConvTranspose2d(4, 8, 2, stride=2),
        nn.ReLU(),
        nn.ConvTranspose2d(8, 1, 2, stride=2),
        nn.Sigmoid(),
    )
    for parameter in list(model.decoder.parameters())[:1]:
        parameter.requires_grad = False
    return model
