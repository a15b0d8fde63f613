"""An object that holds the pair."""

from dataclasses import dataclass


@dataclass
class Pair:
    guess: torch.Tensor
    truth: torch.Tensor

    def compared_by(self, loss_function):
        return loss_function(self.guess, self.truth)


def compute_loss(loss_function, output, x, labels):
    return Pair(output, x).compared_by(loss_function)
