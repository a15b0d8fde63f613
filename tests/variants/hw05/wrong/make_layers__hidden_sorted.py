"""Sorts the hidden sizes, as if a network had to become narrower."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *sorted(hidden_units, reverse=True), num_classes]
    self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
