"""The course's own fit does the work."""

# typical

from helpers import fit


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    history = fit(
        self.model, loader, epochs=1, loss=criterion, optimizer=optimizer, device=self.device
    )
    return float(history["train_loss"][-1])
