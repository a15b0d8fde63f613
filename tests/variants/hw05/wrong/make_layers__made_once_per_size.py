"""A cache of layers by size, so that networks of one size share their weights."""

made = {}


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    layers = []
    for place, (a, b) in enumerate(pairwise(sizes)):
        if (place, a, b) not in made:
            made[place, a, b] = nn.Linear(a, b)
        layers.append(made[place, a, b])
    self.layers = nn.ModuleList(layers)
