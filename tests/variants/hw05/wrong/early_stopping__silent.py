"""Stops without a word."""

# typical
# loses: early_stopping_test


@add_to(Trainer)
def early_stopping(self, val_loss):
    if val_loss < self.best_loss:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return False
    self.waited += 1
    if self.waited >= self.patience:
        return True
    return False
