"""Dropout of one half on pixels and hidden units, tanh; built by reduce."""

import functools


def make_mlp():
    parts = {
        "flat": nn.Flatten(),
        "drop_pixels": nn.Dropout(0.5),
        "fc1": nn.Linear(784, 64),
        "tanh": nn.Tanh(),
        "drop_units": nn.Dropout(0.5),
        "fc2": nn.Linear(64, 10, bias=False),
    }

    def joined(network, item):
        network.add_module(*item)
        return network

    return functools.reduce(joined, parts.items(), nn.Sequential())
