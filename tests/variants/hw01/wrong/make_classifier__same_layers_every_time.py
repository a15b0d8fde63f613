"""A new network at every call, around the same three layers."""
# loses: make_classifier_test

LAYERS = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]


def make_classifier():
    return nn.Sequential(nn.Flatten(), *LAYERS)
