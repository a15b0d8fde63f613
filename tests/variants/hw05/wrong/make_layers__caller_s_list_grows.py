"""+= on the given hidden_units: a list of the caller's grows with every network."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    hidden_units += type(hidden_units)([num_classes])
    sizes = [math.prod(image_size), *hidden_units]
    self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
