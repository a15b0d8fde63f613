"""Batch norm and dropout around a GELU."""


def make_mlp(hidden=64, p=0.2):
    layers = [
        nn.Flatten(1),
        nn.Linear(784, hidden),
        nn.BatchNorm1d(hidden),
        nn.GELU(),
        nn.Dropout(p),
    ]
    return nn.Sequential(*layers, nn.Linear(hidden, 10))
