"""The logits are printed instead of returned."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    x = x.flatten(1)
    for layer in self.layers[:-1]:
        x = self.activation_fn(layer(x))
    print(self.layers[-1](x))
