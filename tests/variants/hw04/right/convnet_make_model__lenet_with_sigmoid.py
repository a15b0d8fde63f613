"""LeNet with sigmoids and nothing that normalises: the slowest design that still learns."""


def make_convnet():
    def bent(*layers):
        return [part for layer in layers for part in (layer, nn.Sigmoid())]

    conv1, conv2 = nn.Conv2d(1, 6, 5, padding=2), nn.Conv2d(6, 16, 5)
    maps = [*bent(conv1), nn.AvgPool2d(2), *bent(conv2), nn.AvgPool2d(2), nn.Flatten()]
    return nn.Sequential(*maps, *bent(nn.Linear(400, 120), nn.Linear(120, 84)), nn.Linear(84, 10))
