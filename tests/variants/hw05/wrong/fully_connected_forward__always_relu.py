"""ReLU, whatever activation was given."""

# typical


@add_to(FullyConnectedClassifier)
def forward(self, x):
    x = x.flatten(1)
    for layer in self.layers[:-1]:
        x = F.relu(layer(x))
    return self.layers[-1](x)
