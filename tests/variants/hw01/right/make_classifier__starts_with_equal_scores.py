"""The last layer starts at zero: every digit gets the same score, a loss of log 10."""


def make_classifier():
    last = nn.Linear(84, 10)
    nn.init.zeros_(last.weight)
    return nn.Sequential(
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), last
    )
