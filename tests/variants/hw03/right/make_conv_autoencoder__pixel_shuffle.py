"""Strides of four, filters in groups, and channels that become pixels."""


def make_conv_autoencoder(channels=32):
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Conv2d(1, channels, kernel_size=4, stride=4),
        nn.GroupNorm(4, channels),
        nn.SiLU(),
        nn.Conv2d(channels, channels, 3, padding="same", groups=channels),
        nn.Conv2d(channels, 8, 1),
    )
    model.decoder = nn.Sequential(
        nn.Conv2d(8, channels, 3, padding=1),
        nn.SiLU(),
        nn.Dropout2d(0.05),
        nn.Conv2d(channels, 16, 1),
        nn.PixelShuffle(4),
        nn.Sigmoid(),
    )
    return model
