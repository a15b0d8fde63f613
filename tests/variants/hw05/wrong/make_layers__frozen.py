"""The layers cannot learn."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    self.layers = nn.ModuleList(nn.Linear(*pair) for pair in pairwise(sizes))
    self.layers.requires_grad_(False)
