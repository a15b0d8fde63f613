"""One pass over the data: to learn, or to measure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from helpers.batches import Batches, Loss, batches, forward
from helpers.memory import enough_memory
from helpers.modes import mode
from helpers.precision import Precision
from helpers.progress import Progress
from helpers.schedules import Pace
from helpers.sums import Metric, Sums, value


@dataclass
class Work:
    """What a training run works with.

    Attributes
    ----------
    model : torch.nn.Module
    optimizer : torch.optim.Optimizer
    pace : helpers.schedules.Pace
        Sets the learning rate.
    precision : helpers.precision.Precision
    loss : callable
    metrics : mapping of str to callable
    device : torch.device
    clip : float or None
        Largest norm of the gradients.
    channels_last : bool
        Whether images go in with the channels innermost.
    """

    model: nn.Module
    optimizer: Optimizer
    pace: Pace
    precision: Precision
    loss: Loss
    metrics: Mapping[str, Metric]
    device: torch.device
    clip: float | None = None
    channels_last: bool = False

    def arranged(self, x: Tensor) -> Tensor:
        """Return a batch in the memory order of the model."""
        if self.channels_last and x.ndim == 4:
            return x.contiguous(memory_format=torch.channels_last)
        return x


def train_epoch(
    work: Work, train: Batches, epoch: int, show: Progress, *, look: bool
) -> dict[str, float]:
    """Take one step per batch.

    Parameters
    ----------
    work : Work
    train : iterable of (x, y)
    epoch : int
        For messages.
    show : Progress
        Told how it goes.
    look : bool
        Whether to look at the labels.

    Returns
    -------
    dict
        Means over the samples of the epoch.

    Raises
    ------
    FloatingPointError
        If the loss is no longer a finite number.
    """
    sums = Sums(work.loss, work.device, work.metrics)
    rate = float(work.optimizer.param_groups[0]["lr"])
    with mode(work.model, training=True), torch.enable_grad():
        for number, (x, y) in enumerate(batches(train, work.device, "train"), 1):
            with enough_memory(work.device, len(x)):
                _step(work, x, y, sums, look)
            if show.due():
                means = sums.means()
                _check_finite(means["loss"], epoch, rate)
                show.batch(epoch, number, means)
    means = sums.means()
    _check_finite(means["loss"], epoch, rate)
    return means


def _step(work: Work, x: Tensor, y: Tensor, sums: Sums, look: bool) -> None:
    """Learn from one batch."""
    work.optimizer.zero_grad(set_to_none=True)
    with work.precision.autocast():
        out = forward(work.model, work.arranged(x))
        loss = value(work.loss, out, y, look)
    work.precision.step(loss, work.model, work.optimizer, work.clip)
    work.pace.after_batch()
    sums.add(loss, out, y)


@torch.no_grad()
def measure(work: Work, data: Batches, *, look: bool) -> dict[str, float]:
    """Run over a data set without learning from it.

    Parameters
    ----------
    work : Work
        Its model is in eval mode meanwhile.
    data : iterable of (x, y)
    look : bool
        Whether to look at the labels.

    Returns
    -------
    dict
        Means over samples.
    """
    sums = Sums(work.loss, work.device, work.metrics)
    with mode(work.model, training=False):
        for x, y in batches(data, work.device, "val"):
            with enough_memory(work.device, len(x)), work.precision.autocast():
                out = forward(work.model, work.arranged(x))
                sums.add(value(work.loss, out, y, look), out, y)
    return sums.means()


def _check_finite(loss: float, epoch: int, rate: float) -> None:
    """Stop when training has gone to pieces."""
    if not math.isfinite(loss):
        raise FloatingPointError(
            f"the training loss became {loss} in epoch {epoch}; expected a finite number. Try a "
            f"smaller learning rate (it is {rate:g}), and look for "
            "log(0), division by 0 or NaN in the data"
        )
