"""Sixteen filters first, then six."""


def make_features():
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 6, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
    )
