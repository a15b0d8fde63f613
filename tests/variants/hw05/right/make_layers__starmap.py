"""itertools.starmap over the pairs; the sizes chained together."""

from itertools import chain, starmap


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    sizes = list(chain([math.prod(image_size)], hidden_units, [num_classes]))
    self.layers = nn.ModuleList(starmap(nn.Linear, zip(sizes, sizes[1:])))
