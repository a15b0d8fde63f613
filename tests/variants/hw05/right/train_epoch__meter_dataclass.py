"""A meter as a dataclass, moved batches from a generator, numpy's float64 as a result."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Meter:
    total: float = 0.0
    weight: int = 0

    def add(self, value, n):
        self.total, self.weight = self.total + n * value, self.weight + n

    @property
    def mean(self):
        return np.float64(self.total) / self.weight


def moved(loader, device):
    for batch in loader:
        yield tuple(part.to(device, non_blocking=True) for part in batch)


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    meter = Meter()
    self.model.train()
    for x, y in moved(loader, self.device):
        optimizer.zero_grad()
        (loss := criterion(self.model(x), y)).backward()
        optimizer.step()
        meter.add(float(loss.detach()), y.shape[0])
    return meter.mean
