"""Divides by 255 once more."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    x = x.flatten(1) / 255
    for layer in self.layers[:-1]:
        x = self.activation_fn(layer(x))
    return self.layers[-1](x)
