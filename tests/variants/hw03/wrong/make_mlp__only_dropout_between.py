"""Dropout is taken for a non-linear function."""
# loses: make_mlp_design_test


def make_mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.Dropout(0.1), nn.Linear(64, 10))
