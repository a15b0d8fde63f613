"""detach after every hidden layer: only the last one can learn."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    x = x.flatten(1)
    for layer in self.layers[:-1]:
        x = self.activation_fn(layer(x)).detach()
    return self.layers[-1](x)
