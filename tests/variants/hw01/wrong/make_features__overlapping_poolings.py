"""Poolings of 3 x 3 that overlap."""
# loses: make_features_design_test


def make_features():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2, padding=1),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2, padding=1),
    )
