"""An activation after every layer, the last one included: half of the scores are dead."""

# typical


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 8, 5, stride=2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(8 * 144, 10),
        nn.ReLU(),
    )
