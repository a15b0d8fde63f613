"""A small training with everything in it that a resumed one must get right.

Run as a script it is killed at a moment of one's choice::

    python interrupted.py CHECKPOINT LOADER MOMENT
"""

import os
import signal
import sys
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from helpers import TensorLoader, fit, seed_everything

EPOCHS = 6


def build():
    seed_everything(1)
    return nn.Sequential(
        nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Dropout(0.4),
        nn.Linear(4 * 36, 3),
    )  # fmt: skip


def loader(kind):
    generator = torch.Generator().manual_seed(5)
    images = torch.randint(0, 256, (50, 1, 8, 8), dtype=torch.uint8, generator=generator)
    labels = torch.randint(0, 3, (50,), generator=generator)
    if kind == "tensor":
        return TensorLoader(images, labels, batch_size=16, shuffle=True)
    own = torch.Generator().manual_seed(9) if kind == "generator" else None
    data = TensorDataset(images / 255, labels)
    return DataLoader(data, batch_size=16, shuffle=True, generator=own)


def sgd(parameters, lr):
    return torch.optim.SGD(parameters, lr, momentum=0.9, weight_decay=1e-3)


def train(kind="tensor", model=None, **changes):
    """Train; return the model, the history and what the next random numbers are."""
    model = build() if model is None else model
    settings = {
        "epochs": EPOCHS, "lr": 0.1, "optimizer": sgd, "schedule": "onecycle", "clip": 1.0,
        "seed": 2, "progress": False, "device": "cpu",
    }  # fmt: skip
    data = loader(kind)
    history = fit(model, data, loader(kind), **(settings | changes))
    import random

    import numpy as np

    following = [torch.rand(1).item(), np.random.rand(), random.random()]
    following += [y.tolist() for _, y in data]
    return model, history, following


def same(one, other):
    """Compare two results of `train` to the last bit, but for the time they took."""
    for name, value in one[0].state_dict().items():
        assert torch.equal(value, other[0].state_dict()[name]), name
    rows = [[r | {"seconds": 0} for r in history.rows] for _, history, _ in (one, other)]
    assert rows[0] == rows[1]
    best = [history.best_state for _, history, _ in (one, other)]
    assert all(torch.equal(best[0][name], best[1][name]) for name in best[0])
    assert one[2] == other[2]


def _die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def _at(moment, path):
    """Arrange for the end."""
    batches = []
    fsync, replace, write = os.fsync, Path.replace, torch.save
    saves = []

    def count_batch(*_):
        batches.append(1)
        if moment == "in a batch" and len(batches) == 10:
            _die()

    def half(state, file):
        saves.append(1)
        if len(saves) == 3 and moment == "half written":
            write(state, path.with_name("whole"))
            file.write(path.with_name("whole").read_bytes()[:500])
            file.flush()
            _die()
        write(state, file)

    def synced(number):
        fsync(number)
        if len(saves) == 3 and moment == "before the renaming":
            _die()

    def renamed(old, new):
        found = replace(old, new)
        if len(saves) == 3 and moment == "after the renaming":
            _die()
        return found

    torch.save, os.fsync, Path.replace = half, synced, renamed
    return count_batch


if __name__ == "__main__":
    torch.set_num_threads(1)
    path, kind, moment = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    watched = build()
    watched.register_forward_hook(_at(moment, path))
    changes = {"epochs": 60} if moment == "from outside" else {}
    train(kind, watched, checkpoint=path, resume="auto", **changes)
