"""Weights and biases taken from the layers: einsum and torch.add, no layer is called."""


@add_to(FullyConnectedClassifier)
def forward(self, x):
    x = x.reshape(x.shape[0], -1)
    for position, layer in enumerate(self.layers, start=1):
        x = torch.add(torch.einsum("ni,oi->no", x, layer.weight), layer.bias)
        x = self.activation_fn(x) if position < len(self.layers) else x
    return x
