"""Two hidden layers, whatever was asked for."""

# typical


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    self.layers = nn.ModuleList(
        [
            nn.Linear(math.prod(image_size), hidden_units[0]),
            nn.Linear(hidden_units[0], hidden_units[1]),
            nn.Linear(hidden_units[1], num_classes),
        ]
    )
