"""Takes every picture for a square: channels times width squared."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    channels = image_size[0] if len(image_size) == 3 else 1
    sizes = [channels * image_size[-1] ** 2, *hidden_units, num_classes]
    self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
