"""An activation after every layer, the last one included: scores between −1 and 1."""
# loses: convnet_make_model_test


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.Tanh(),
        nn.MaxPool2d(4),
        nn.Flatten(),
        nn.Linear(784, 10),
        nn.Tanh(),
    )
