"""A state machine of its own as a dataclass; deepcopy of a dictionary of detached tensors."""

from dataclasses import dataclass, field


@dataclass
class Watch:
    lowest: float = float("inf")
    epochs: list = field(default_factory=list)

    def improves(self, loss):
        better = loss < self.lowest
        self.lowest = min(self.lowest, loss)
        self.epochs = [] if better else [*self.epochs, loss]
        return better


class Trainer(Trainer):
    def early_stopping(self, val_loss):
        self.__dict__.setdefault("watch", Watch())
        if self.watch.improves(val_loss):
            self.best_loss = self.watch.lowest
            self.best_weights = copy.deepcopy(dict(self.model.state_dict()))
        if len(self.watch.epochs) >= self.patience:
            print("patience is lost after", *self.watch.epochs)
            return True
        return False
