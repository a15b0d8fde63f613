"""Three linear layers with nothing between them."""

# typical
# loses: make_classifier_design_test


def make_classifier():
    return nn.Sequential(nn.Flatten(), nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10))
