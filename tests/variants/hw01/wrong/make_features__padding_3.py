"""A padding of 3: the odd row and column fall off at the poolings, and the shape is right."""
# loses: make_features_design_test


def make_features():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
    )
