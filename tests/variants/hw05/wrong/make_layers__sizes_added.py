"""Channels, height and width are added instead of multiplied."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [sum(image_size), *hidden_units, num_classes]
    self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
