"""The return is forgotten."""


def make_conv_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU())
    model.decoder = nn.ConvTranspose2d(8, 1, 2, stride=2)
