"""Nothing counted: the number of epochs since the lowest loss is read from the trainer's history."""

import numpy as np


@add_to(Trainer)
def early_stopping(self, val_loss):
    losses = np.asarray(self.history["val_loss"], dtype=float)
    since = len(losses) - 1 - losses.argmin()
    if since == 0:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model).state_dict()
    if stop := since >= self.patience:
        print("No improvement for", since, "epochs: training stops here.")
    return stop
