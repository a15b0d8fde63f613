"""Counts an epoch only if it is worse than the one before it."""
# loses: early_stopping_test


@add_to(Trainer)
def early_stopping(self, val_loss):
    last, self.last = getattr(self, "last", math.inf), val_loss
    if val_loss < self.best_loss:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return False
    if val_loss > last:
        self.waited += 1
    if self.waited >= self.patience:
        print("Stopped early.")
        return True
    return False
