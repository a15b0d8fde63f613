"""Strides in both convolutions in place of poolings."""
# loses: make_features_design_test


def make_features():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2, stride=2), nn.ReLU(), nn.Conv2d(6, 16, 5, stride=2), nn.ReLU()
    )
