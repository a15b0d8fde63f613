"""The hidden sizes from last to first."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *reversed(hidden_units), num_classes]
    self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
