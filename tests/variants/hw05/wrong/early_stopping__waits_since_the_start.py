"""Counts epochs since the start, whether they improved or not."""
# loses: early_stopping_test


@add_to(Trainer)
def early_stopping(self, val_loss):
    self.waited += 1
    if val_loss < self.best_loss:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        return False
    if self.waited >= self.patience:
        print("Stopped early.")
        return True
    return False
