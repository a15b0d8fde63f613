"""Counts what is left of the patience; messages in every epoch; numpy booleans; copies on the processor."""

import sys

import numpy as np


@add_to(Trainer)
def early_stopping(self, loss):
    left = getattr(self, "left", self.patience)
    if loss >= self.best_loss:
        left -= 1
    else:
        left, self.best_loss = self.patience, loss
        self.best_weights = {k: v.cpu().clone() for k, v in self.model.state_dict().items()}
    self.left = left
    sys.stdout.write("stopping now\n" if left == 0 else f"{left} more\n")
    return np.bool_(left == 0)
