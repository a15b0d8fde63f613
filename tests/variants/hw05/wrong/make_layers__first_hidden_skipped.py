"""Off by one: the loop begins at the second hidden size."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    layers, before = [], math.prod(image_size)
    for i in range(1, len(hidden_units)):
        layers.append(nn.Linear(before, hidden_units[i]))
        before = hidden_units[i]
    layers.append(nn.Linear(before, num_classes))
    self.layers = nn.ModuleList(layers)
