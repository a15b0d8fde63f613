"""A plain list, which hides the parameters."""

# typical


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    self.layers = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
