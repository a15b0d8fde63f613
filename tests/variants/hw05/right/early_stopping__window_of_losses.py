"""A deque that holds as many losses as patience allows, and whether the best has left it."""

from collections import deque


@add_to(Trainer)
def early_stopping(self, val_loss):
    if not hasattr(self, "recent"):
        length = None if math.isinf(self.patience) else int(self.patience)
        self.recent = deque(maxlen=length)
    improved = val_loss < self.best_loss
    self.recent.append(improved)
    if improved:
        self.best_loss = val_loss
        self.best_weights = type(self.model.state_dict())(
            (k, v.detach().clone()) for k, v in self.model.state_dict().items()
        )
    full = self.recent.maxlen is not None and len(self.recent) == self.recent.maxlen
    stop = full and not any(self.recent)
    if stop:
        print("Early stopping.")
    return stop
