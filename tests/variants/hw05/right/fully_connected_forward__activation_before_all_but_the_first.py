"""The same from the other side: an activation before every layer but the first."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    layers = iter(self.layers)
    x = next(layers)(torch.flatten(x, 1))
    while (layer := next(layers, None)) is not None:
        x = layer(self.activation_fn(x))
    return x
