"""Built, printed, not returned."""


def make_classifier():
    net = nn.Sequential(
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)
    )
    print(net)
