"""The filters are frozen."""
# loses: convnet_make_model_test


def make_convnet():
    network = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(784, 10)
    )
    network[0].requires_grad_(False)
    return network
