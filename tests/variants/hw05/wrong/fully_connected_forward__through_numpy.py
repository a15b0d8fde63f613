"""Through NumPy and back, which loses the gradients."""

import numpy as np


@add_to(FullyConnectedClassifier)
def forward(self, x):
    rows = x.detach().numpy().reshape(len(x), -1)
    for layer in self.layers[:-1]:
        rows = np.matmul(rows, layer.weight.detach().numpy().T) + layer.bias.detach().numpy()
        rows = self.activation_fn(torch.from_numpy(rows)).numpy()
    last = self.layers[-1]
    return torch.from_numpy(rows @ last.weight.detach().numpy().T + last.bias.detach().numpy())
