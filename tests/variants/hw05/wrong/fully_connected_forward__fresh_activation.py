"""A new activation of the same class, which has lost its settings."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    activation = type(self.activation_fn)()
    x = x.flatten(1)
    for layer in self.layers[:-1]:
        x = activation(layer(x))
    return self.layers[-1](x)
