"""An activation after every layer, the last one included."""
# loses: convnet_make_model_test


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1),
        nn.BatchNorm2d(32),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 196, 10),
        nn.BatchNorm1d(10),
        nn.ReLU(),
    )
