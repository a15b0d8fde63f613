"""He's initialisation and biases of zero; a named tuple for the sizes; walrus; keyword arguments."""

from typing import NamedTuple


class Size(NamedTuple):
    in_features: int
    out_features: int


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    before, sizes = torch.Size(image_size).numel(), []
    for after in list(hidden_units) + [num_classes]:
        sizes.append(Size(before, before := after))
    self.layers = nn.ModuleList(nn.Linear(**size._asdict()) for size in sizes)
    for layer in self.layers:
        nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
        nn.init.zeros_(layer.bias)
