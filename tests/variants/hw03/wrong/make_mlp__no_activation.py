"""Nothing between the layers."""

# typical
# loses: make_mlp_design_test


def make_mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.Linear(64, 10))
