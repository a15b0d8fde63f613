"""An activation after the first layer only."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    first, *rest = self.layers
    x = self.activation_fn(first(x.flatten(1)))
    for layer in rest:
        x = layer(x)
    return x
