"""Waits for the loss to rise: the comparison the wrong way round."""

# typical


@add_to(Trainer)
def early_stopping(self, val_loss):
    if self.best_weights is None or val_loss > self.best_loss:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return False
    self.waited += 1
    if self.waited >= self.patience:
        print("Stopped early.")
        return True
    return False
