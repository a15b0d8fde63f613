"""A further layer from 10 to 10."""
# loses: make_classifier_test


def make_classifier():
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
        nn.Linear(10, 10),
    )
