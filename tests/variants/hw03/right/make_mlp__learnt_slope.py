"""A layer norm in front and a PReLU, whose slope is a parameter too."""


def make_mlp(size=28):
    rows = size * size
    layers = (nn.Flatten(), nn.LayerNorm(rows), nn.Linear(rows, 64), nn.PReLU(), nn.Linear(64, 10))
    return nn.Sequential(*layers)
