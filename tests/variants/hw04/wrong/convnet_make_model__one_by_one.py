"""All filters are 1 x 1: no pixel ever meets its neighbour."""
# loses: convnet_make_model_test


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 16, 1), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(784, 10)
    )
