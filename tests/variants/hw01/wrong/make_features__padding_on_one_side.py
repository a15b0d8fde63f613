"""All four rows and columns of the padding on one side."""
# loses: make_features_design_test


def make_features():
    return nn.Sequential(
        nn.ZeroPad2d((0, 4, 0, 4)),
        nn.Conv2d(1, 6, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
    )
