"""Convolutions only: the last one turns 7 x 7 maps into ten scores."""


def make_convnet(channels=(24, 48)):
    first, second = channels
    return nn.Sequential(
        nn.Conv2d(1, first, 4, stride=2, padding=1),
        nn.LeakyReLU(0.1),
        nn.Conv2d(first, second, 4, stride=2, padding=1),
        nn.LeakyReLU(0.1),
        nn.Conv2d(second, 10, 7),
        nn.Flatten(),
    )
