"""Height and width unpacked by hand, the product as a loop, indices instead of pairs."""


@add_to(FullyConnectedClassifier)
def make_layers(self, size, units, classes):
    if len(size) == 2:
        height, width = size
        channels = 1
    else:
        channels, height, width = size
    all_sizes = [channels * height * width] + list(units) + [classes]
    layers = []
    for i in range(len(all_sizes) - 1):
        layers.append(nn.Linear(all_sizes[i], all_sizes[i + 1]))
    self.layers = nn.ModuleList(layers)
