"""The class of the largest logit instead of the logits."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    x = x.flatten(1)
    for layer in self.layers[:-1]:
        x = self.activation_fn(layer(x))
    return self.layers[-1](x).argmax(dim=1)
