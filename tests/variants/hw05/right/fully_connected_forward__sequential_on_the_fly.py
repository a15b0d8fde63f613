"""Layers and activations interleaved to an nn.Sequential within forward."""

from itertools import chain, repeat


@add_to(FullyConnectedClassifier)
def forward(self, x):
    steps = chain.from_iterable(zip(self.layers, repeat(self.activation_fn)))
    return nn.Sequential(nn.Flatten(), *list(steps)[:-1])(x)
