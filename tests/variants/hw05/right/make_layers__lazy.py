"""Lazy layers, which a picture of zeros tells their sizes; registered with add_module."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    layers = [nn.LazyLinear(n) for n in (*hidden_units, num_classes)]
    self.add_module("layers", nn.ModuleList(layers))
    with torch.no_grad():
        x = torch.zeros(1, *image_size).flatten(1)
        for layer in self.layers:
            x = layer(x)
