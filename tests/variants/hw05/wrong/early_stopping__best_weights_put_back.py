"""Puts the best weights back into the model when it stops: the final ones are lost."""
# loses: early_stopping_weights_test


@add_to(Trainer)
def early_stopping(self, val_loss):
    if val_loss < self.best_loss:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return False
    self.waited += 1
    if self.waited >= self.patience:
        print("Stopped early.")
        self.model.load_state_dict(self.best_weights)
        return True
    return False
