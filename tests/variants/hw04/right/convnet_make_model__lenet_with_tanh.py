"""LeNet as it was: average pooling and tanh, no batch normalisation, sizes in a loop."""


def make_convnet():
    layers, before = [], 1
    for channels, padding in [(6, 2), (16, 0)]:
        layers += [nn.Conv2d(before, channels, 5, padding=padding), nn.Tanh(), nn.AvgPool2d(2)]
        before = channels
    layers += [nn.Flatten()]
    for a, b in [(400, 120), (120, 84)]:
        layers += [nn.Linear(a, b), nn.Tanh()]
    return nn.Sequential(*layers, nn.Linear(84, 10))
