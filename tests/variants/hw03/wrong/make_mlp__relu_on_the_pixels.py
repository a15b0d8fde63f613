"""The non-linear function stands in front of both layers."""
# loses: make_mlp_design_test


def make_mlp():
    return nn.Sequential(nn.Flatten(), nn.ReLU(), nn.Linear(784, 64), nn.Linear(64, 10))
