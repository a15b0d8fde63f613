"""Unpacks three sides, so that (H, W) is an error."""


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    c, h, w = image_size
    sizes = [c * h * w, *hidden_units, num_classes]
    self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
