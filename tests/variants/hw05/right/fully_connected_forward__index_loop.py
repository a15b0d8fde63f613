"""Indices, view, the activation skipped at the last index."""


@add_to(FullyConnectedClassifier)
def forward(self, pictures):
    x = pictures.view(pictures.size(0), -1)
    n = len(self.layers)
    for i, layer in enumerate(self.layers):
        x = layer(x)
        if i != n - 1:
            x = self.activation_fn(x)
    return x
