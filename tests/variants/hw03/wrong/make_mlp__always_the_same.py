"""One network, handed out again and again."""

# typical
# loses: make_mlp_test

shared = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))


def make_mlp():
    return shared
