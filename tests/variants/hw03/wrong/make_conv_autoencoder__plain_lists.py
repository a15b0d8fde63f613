"""The encoder's layers lie in a plain list, where no optimiser finds them."""
# loses: make_conv_autoencoder_test


class ListEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Conv2d(1, 8, 3, 2, 1), nn.ReLU(), nn.Conv2d(8, 4, 3, 2, 1)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def make_conv_autoencoder():
    model = nn.Sequential()
    model.encoder = ListEncoder()
    model.decoder = nn.Sequential(
        nn.ConvTranspose2d(4, 8, 2, stride=2),
        nn.ReLU(),
        nn.ConvTranspose2d(8, 1, 2, stride=2),
        nn.Sigmoid(),
    )
    return model
