"""Flattened before the convolution."""


def make_convnet():
    return nn.Sequential(
        nn.Flatten(), nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4), nn.Linear(784, 10)
    )
