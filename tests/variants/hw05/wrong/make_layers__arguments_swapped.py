"""nn.Linear(out, in): the sizes of each layer the wrong way round."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = [math.prod(image_size), *hidden_units, num_classes]
    self.layers = nn.ModuleList(nn.Linear(b, a) for a, b in pairwise(sizes))
