"""One class too many."""
# loses: convnet_make_model_test


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(784, 11)
    )
