"""Losses are rounded to two digits before they are compared."""
# loses: early_stopping_test


@add_to(Trainer)
def early_stopping(self, val_loss):
    if round(val_loss, 2) < round(self.best_loss, 2):
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return False
    self.waited += 1
    if self.waited >= self.patience:
        print("Stopped early.")
        return True
    return False
