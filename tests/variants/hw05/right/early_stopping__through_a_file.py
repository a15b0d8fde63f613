"""The best weights written with torch.save into memory and read back; messages on stderr."""

import sys


@add_to(Trainer)
def early_stopping(self, val_loss):
    if self.best_loss > val_loss:
        memory = io.BytesIO()
        torch.save(self.model.state_dict(), memory)
        memory.seek(0)
        self.best_weights = torch.load(memory, weights_only=True)
        self.best_loss, self.waited = val_loss, 0
    else:
        self.waited = self.waited + 1
    stop = not self.waited < self.patience
    if stop:
        print("early stopping", file=sys.stderr, flush=True)
    return stop
