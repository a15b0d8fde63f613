"""A code of two numbers, as in the part before; tanh between."""


def make_conv_autoencoder():
    down = [
        nn.Conv2d(1, 16, 4, 2, 1),
        nn.Tanh(),
        nn.Conv2d(16, 32, 4, 2, 1),
        nn.Tanh(),
        nn.Conv2d(32, 2, 7),
    ]
    up = [
        nn.ConvTranspose2d(2, 32, 7),
        nn.Tanh(),
        nn.ConvTranspose2d(32, 16, 4, 2, 1),
        nn.Tanh(),
        nn.ConvTranspose2d(16, 1, 4, 2, 1),
        nn.Sigmoid(),
    ]
    model = nn.Sequential()
    model.encoder, model.decoder = nn.Sequential(*down), nn.Sequential(*up)
    return model
