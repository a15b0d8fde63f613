"""A dictionary of clones, the whole history of losses, no counter of its own."""


@add_to(Trainer)
def early_stopping(self, val_loss):
    if not hasattr(self, "seen"):
        self.seen = []
    if not self.seen or val_loss < min(self.seen):
        self.best_weights = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self.best_loss = val_loss
    self.seen.append(val_loss)
    first_best = self.seen.index(min(self.seen))
    if len(self.seen) - 1 - first_best >= self.patience:
        print("Early stopping!")
        return True
    return False
