"""Linear layers with their weights split into length and direction; a generator method."""

from torch.nn.utils.parametrizations import weight_norm


def linear_layers(sizes):
    steps = iter(sizes)
    before = next(steps)
    for after in steps:
        yield weight_norm(nn.Linear(before, after))
        before = after


@add_to(FullyConnectedClassifier)
def make_layers(self, shape, hidden, classes):
    setattr(self, "layers", nn.ModuleList(linear_layers([math.prod(shape), *hidden, classes])))
