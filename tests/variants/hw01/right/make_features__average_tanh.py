"""Average pooling and tanh, as in 1998."""


def make_features():
    layers = [nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2, 2)]
    layers += [nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2, 2)]
    return nn.Sequential(*layers)
