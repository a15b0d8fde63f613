"""The lowest loss is kept in a global name, for all trainers together."""

lowest = math.inf


@add_to(Trainer)
def early_stopping(self, val_loss):
    global lowest
    if val_loss < lowest:
        lowest = self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return False
    self.waited += 1
    if self.waited >= self.patience:
        print("Stopped early.")
        return True
    return False
