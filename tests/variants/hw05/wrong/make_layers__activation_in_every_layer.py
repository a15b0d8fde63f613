"""Every layer is a block with its activation inside."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    self.layers = nn.ModuleList(
        nn.Sequential(nn.Linear(a, b), self.activation_fn) for a, b in pairwise(sizes)
    )
