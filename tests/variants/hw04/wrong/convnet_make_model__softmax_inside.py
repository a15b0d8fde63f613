"""Softmax after the last layer, although the loss has its own."""
# loses: convnet_make_model_test


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(4),
        nn.Flatten(),
        nn.Linear(16 * 49, 10),
        nn.Softmax(dim=1),
    )
