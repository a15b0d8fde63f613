"""Composed functions: nothing happens before the one big function is called."""

from functools import reduce


def compose(f, g):
    return lambda x: g(f(x))


def whole(self, x):
    steps = [lambda x: x.flatten(start_dim=1)]
    for number, layer in enumerate(self.layers):
        if number:
            steps.append(self.activation_fn)
        steps.append(layer)
    return reduce(compose, steps)(x)


FullyConnectedClassifier.forward = whole
