"""A lowest loss of its own; self.best_loss is never set."""
# loses: early_stopping_weights_test


@add_to(Trainer)
def early_stopping(self, val_loss):
    if val_loss < getattr(self, "lowest", math.inf):
        self.lowest = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return False
    self.waited += 1
    if self.waited >= self.patience:
        print("Stopped early.")
        return True
    return False
