"""All weights start at zero, so that all filters stay alike."""

# typical


def make_convnet():
    network = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(784, 10)
    )
    for p in network.parameters():
        nn.init.zeros_(p)
    return network
