"""The class is bound anew as a subclass; a dataclass carries the batch; in-place flattening by view_as."""

from dataclasses import dataclass


@dataclass
class Batch:
    rows: torch.Tensor

    def through(self, *functions):
        for function in functions:
            self.rows = function(self.rows)
        return self


class FullyConnectedClassifier(FullyConnectedClassifier):
    def forward(self, pictures):
        batch = Batch(pictures.flatten(1).contiguous())
        for layer in self.layers[:-1]:
            batch.through(layer, self.activation_fn)
        return batch.through(self.layers[-1]).rows
