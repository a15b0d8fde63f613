"""Texts for answers: "go on" is true as well."""


@add_to(Trainer)
def early_stopping(self, val_loss):
    if val_loss < self.best_loss:
        self.best_loss = val_loss
        self.best_weights = copy.deepcopy(self.model.state_dict())
        self.waited = 0
        return "go on"
    self.waited += 1
    if self.waited >= self.patience:
        print("Stopped early.")
        return "stop"
    return "go on"
