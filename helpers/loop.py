"""The epochs of a training run, one after the other."""

import math
import time
from collections.abc import Callable, Sized
from typing import Any

from torch import Tensor, nn

from helpers.batches import Batches
from helpers.checkpoint import Checkpoint, CheckpointError
from helpers.history import History
from helpers.passes import Work, measure, train_epoch
from helpers.progress import Progress, reporter
from helpers.schedules import Constant
from helpers.stopping import exhausted

OnEpoch = Callable[[dict[str, float], nn.Module], Any]


def run_epochs(
    work: Work,
    history: History,
    train: Batches,
    val: Batches | None,
    *,
    epochs: int,
    patience: int | None,
    saved: Checkpoint | None,
    on_epoch: OnEpoch | None,
    progress: bool,
) -> None:
    """Train until there are enough epochs, or it gets no better, or someone says stop.

    Parameters
    ----------
    work : Work
    history : History
        Filled; what it holds already was done before.
    train, val : iterable of (x, y)
    epochs : int
        How many there are to be in all.
    patience : int or None
        Epochs to wait for a better one.
    saved : Checkpoint or None
        Written after every epoch.
    on_epoch : callable or None
        Called with the row and the model; True stops.
    progress : bool
        Whether to show how it goes.
    """
    done = len(history)
    if done > epochs and saved is not None:
        raise CheckpointError(
            f"{saved.path} holds {done} epochs, but {epochs} are asked for in all; ask for more, "
            "or give another path to start anew"
        )
    show = reporter(epochs, len(train) if isinstance(train, Sized) else None, progress, done)
    try:
        if work.precision.note:
            show.note(work.precision.note)
        if done:
            show.note(f"resumed after epoch {done} of {epochs}")
        stop = False
        while len(history) < epochs and not stop and not exhausted(history, patience):
            row = _epoch(work, train, val, len(history) + 1, show, look=len(history) == done)
            if history.append(row):
                history.best_state = copy_of(work.model)
            _check_monitored(history)
            work.pace.after_epoch(history.score)
            show.epoch(history.rows[-1])
            stop = on_epoch is not None and bool(on_epoch(dict(history.rows[-1]), work.model))
            if saved is not None:
                # Last of all, so that random numbers drawn by the callback are behind it.
                saved.save(work, history)
        if exhausted(history, patience):
            best = history.best["epoch"]
            show.note(f"stopped after epoch {len(history)}: none was better than epoch {best}")
    finally:
        show.close()


def copy_of(model: nn.Module) -> dict[str, Any]:
    """Copy the weights of a model, so that further training does not change them.

    Parameters
    ----------
    model : torch.nn.Module

    Returns
    -------
    dict
        For ``model.load_state_dict``.

    Examples
    --------
    >>> sorted(copy_of(nn.Linear(1, 1)))
    ['bias', 'weight']
    """
    return {
        name: value.detach().clone() if isinstance(value, Tensor) else value
        for name, value in model.state_dict().items()
    }


def _epoch(
    work: Work, train: Batches, val: Batches | None, epoch: int, show: Progress, *, look: bool
) -> dict[str, float]:
    """Train and measure once; return the row of the history."""
    began = time.perf_counter()
    rate = float(work.optimizer.param_groups[0]["lr"])
    means = train_epoch(work, train, epoch, show, look=look)
    row = {"epoch": epoch} | _named("train", means)
    if val is not None:
        row |= _named("val", measure(work, val, look=look))
    row["seconds"] = time.perf_counter() - began
    if not isinstance(work.pace, Constant):
        row["lr"] = rate
    return row


def _named(part: str, means: dict[str, float]) -> dict[str, float]:
    """Name means after the part of the data, without an accuracy that there is not."""
    return {
        f"{part}_{name}": mean
        for name, mean in means.items()
        if not (name == "accuracy" and math.isnan(mean))
    }


def _check_monitored(history: History) -> None:
    """Refuse to look for the best accuracy where there is none."""
    if history.monitor and history.monitor.endswith("_accuracy") and math.isnan(history.score):
        raise ValueError(
            f"monitor is {history.monitor!r}, but there is no accuracy: it needs logits (B, C) "
            "and integer labels (B,)"
        )
