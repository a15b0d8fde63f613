"""Everything is flattened, the batch too."""


def make_classifier():
    return nn.Sequential(
        nn.Flatten(start_dim=0),
        nn.Linear(400, 120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )
