"""Takes one from self.patience each time and never gives it back."""
# loses: early_stopping_test


@add_to(Trainer)
def early_stopping(self, val_loss):
    if val_loss < self.best_loss:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        return False
    self.patience -= 1
    if self.patience <= 0:
        print("Stopped early.")
        return True
    return False
