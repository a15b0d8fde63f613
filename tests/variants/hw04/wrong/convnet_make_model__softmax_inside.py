"""Softmax after the last layer, although the loss has its own."""

# typical
# loses: convnet_make_model_test


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 8, 5, stride=2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(8 * 144, 10),
        nn.Softmax(dim=1),
    )
