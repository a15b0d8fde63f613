"""Kept under another name: self.layer."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    self.layer = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
