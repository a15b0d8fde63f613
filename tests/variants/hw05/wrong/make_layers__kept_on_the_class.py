"""Put into the class, not into the object: all networks share the layers, and none knows them."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    FullyConnectedClassifier.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
