"""Only height times width: right for grey pictures."""

# typical


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [image_size[-2] * image_size[-1], *hidden_units, num_classes]
    self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
