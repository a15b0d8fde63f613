"""A loop that appends, numpy for the product, keyword arguments."""

import numpy as np


@add_to(FullyConnectedClassifier)
def make_layers(self, image_size, hidden_units, num_classes):
    self.layers = nn.ModuleList()
    n_in = int(np.prod(image_size))
    for units in hidden_units:
        self.layers.append(nn.Linear(in_features=n_in, out_features=units))
        n_in = units
    self.layers.append(nn.Linear(in_features=n_in, out_features=num_classes))
