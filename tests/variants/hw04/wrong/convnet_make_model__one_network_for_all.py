"""The network is built once, and every call returns the same one."""

# typical
# loses: convnet_make_model_test

network = nn.Sequential(
    nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(784, 10)
)


def make_convnet():
    return network
