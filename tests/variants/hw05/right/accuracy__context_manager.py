"""A context manager for mode and gradients; a named tuple; each picture's loss in a Python list."""

from collections import namedtuple
from contextlib import contextmanager

Measured = namedtuple("Measured", "percentage loss")


@contextmanager
def measuring(model):
    torch.set_grad_enabled(False)
    model.eval()
    try:
        yield model
    finally:
        model.train()
        torch.set_grad_enabled(True)


@add_to(Trainer)
def accuracy(self, loader):
    hits, losses = [], []
    with measuring(self.model) as model:
        for x, y in loader:
            x, y = x.to(self.device), y.to(self.device)
            logits = model(x)
            losses.extend(F.cross_entropy(logits, y, reduction="none").tolist())
            hits.extend((logits.max(dim=1).indices == y).tolist())
    return Measured(sum(hits) / len(hits) * 100, sum(losses) / len(losses))
