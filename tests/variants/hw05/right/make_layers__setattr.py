"""The method set without the decorator."""


def my_layers(self, image_size, hidden_units, num_classes):
    total = 1
    for side in image_size:
        total *= side
    layers = [nn.Linear(total, hidden_units[0])]
    layers += [nn.Linear(a, b) for a, b in zip(hidden_units, hidden_units[1:])]
    layers += [nn.Linear(hidden_units[-1], num_classes)]
    self.layers = nn.ModuleList(layers)


FullyConnectedClassifier.make_layers = my_layers
