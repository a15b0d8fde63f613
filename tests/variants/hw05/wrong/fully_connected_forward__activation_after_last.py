"""An activation after the last layer, too."""

# typical


@add_to(FullyConnectedClassifier)
def forward(self, x):
    x = x.flatten(1)
    for layer in self.layers:
        x = self.activation_fn(layer(x))
    return x
