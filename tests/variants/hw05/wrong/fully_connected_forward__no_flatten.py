"""No flattening."""

# typical


@add_to(FullyConnectedClassifier)
def forward(self, x):
    for layer in self.layers[:-1]:
        x = self.activation_fn(layer(x))
    return self.layers[-1](x)
