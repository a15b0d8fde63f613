"""The maps are never flattened: the linear layer works on each row of each map."""

# typical


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(4), nn.Linear(7, 10)
    )
