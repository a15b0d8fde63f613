"""The filters are made once, and every network gets the same ones."""
# loses: convnet_make_model_test

FILTERS = nn.Conv2d(1, 16, 5, padding=2)


def make_convnet():
    return nn.Sequential(FILTERS, nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(784, 10))
