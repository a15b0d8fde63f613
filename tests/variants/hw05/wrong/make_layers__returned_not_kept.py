"""The layers are returned, but not put into self.layers."""

# typical


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    return nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
