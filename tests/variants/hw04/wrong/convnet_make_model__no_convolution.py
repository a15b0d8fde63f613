"""A fully connected network."""

# typical
# loses: convnet_make_model_test


def make_convnet():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
