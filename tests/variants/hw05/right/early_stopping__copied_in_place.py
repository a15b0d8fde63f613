"""The dictionary of best weights is made once and overwritten in place; the loss kept as a 0-d tensor."""


@add_to(Trainer)
@torch.no_grad()
def early_stopping(self, val_loss):
    now = self.model.state_dict()
    if self.best_weights is None:
        self.best_weights = {k: torch.zeros_like(v) for k, v in now.items()}
    match bool(val_loss < self.best_loss), self.waited + 1 < self.patience:
        case True, _:
            for k in now:
                self.best_weights[k].copy_(now[k])
            self.best_loss, self.waited = torch.tensor(val_loss, dtype=torch.float64), 0
            return False
        case False, more:
            self.waited += 1
            if not more:
                print(f"Stopping: {self.waited} epochs without improvement")
            return not more
