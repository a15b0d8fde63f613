"""The padding sits in the second convolution instead of the first: 16 x 5 x 5 all the same."""

# typical
# loses: make_features_design_test


def make_features():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
    )
