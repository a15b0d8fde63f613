"""A hard-coded warm-up of five epochs in which it never stops."""
# loses: early_stopping_test


@add_to(Trainer)
def early_stopping(self, val_loss):
    self.epoch = getattr(self, "epoch", 0) + 1
    if val_loss < self.best_loss:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return False
    self.waited += 1
    if self.waited >= self.patience and self.epoch >= 5:
        print("Stopped early.")
        return True
    return False
