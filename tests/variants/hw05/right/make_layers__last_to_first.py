"""Built from the logits backwards, each layer inserted in front of the others."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    self.layers = nn.ModuleList()
    after = num_classes
    for before in (*reversed(hidden_units), math.prod(image_size)):
        self.layers.insert(0, nn.Linear(before, after))
        after = before
