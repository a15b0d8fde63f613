"""A closure keeps the counters of all trainers in a weak dictionary; ints for booleans."""

from weakref import WeakKeyDictionary


def make_watch():
    counters = WeakKeyDictionary()

    def watch(self, loss):
        counters[self] = counters.get(self, 0) + 1
        if loss < self.best_loss:
            counters[self] = 0
            self.best_loss = loss
            self.best_weights = {
                name: torch.empty_like(v).copy_(v) for name, v in self.model.state_dict().items()
            }
        if counters[self] == self.patience:
            print("stop")
        return int(counters[self] == self.patience)

    return watch


Trainer.early_stopping = make_watch()
