"""A linear layer to a row of 16 numbers in the middle; linear output."""


def make_conv_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Conv2d(1, 16, 4, 2, 1),
        nn.ReLU(),
        nn.Conv2d(16, 32, 4, 2, 1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(32 * 49, 16),
    )
    model.decoder = nn.Sequential(
        nn.Linear(16, 32 * 49),
        nn.ReLU(),
        nn.Unflatten(1, (32, 7, 7)),
        nn.ConvTranspose2d(32, 16, 4, 2, 1),
        nn.ReLU(),
        nn.ConvTranspose2d(16, 1, 4, 2, 1),
    )
    return model
