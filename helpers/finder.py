"""Find a learning rate by trying all of them for one batch each."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from helpers.batches import Batches, Loss, batches, forward
from helpers.devices import choose_device, move
from helpers.memory import enough_memory
from helpers.modes import mode
from helpers.optimizers import OptimizerFactory, make_optimizer
from helpers.randomness import loader_state, random_state_kept, set_loader_state
from helpers.rates import set_rate
from helpers.reconstruction import input_as_target
from helpers.sums import value

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_SMOOTHING = 0.9
_DIVERGED = 4.0


@dataclass(frozen=True)
class Rates:
    """What :func:`find_lr` found.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per batch: ``lr``, ``loss``, and ``smooth``, the loss averaged over the last ten
        batches or so.
    suggestion : float
        Rate where the loss falls fastest, to two digits; NaN if it falls nowhere.
    """

    frame: pd.DataFrame
    suggestion: float

    def plot(self, ax: Any = None) -> Figure:
        """Draw the loss over the rate, with the suggestion.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional

        Returns
        -------
        matplotlib.figure.Figure
        """
        from helpers.plots.canvas import drawing, palette

        raw, smooth = palette(2)
        with drawing(ax, (5.0, 3.4)) as (figure, axes):
            frame = axes[0]
            frame.plot(self.frame["lr"], self.frame["loss"], color=raw, alpha=0.4, label="batch")
            frame.plot(self.frame["lr"], self.frame["smooth"], color=smooth, label="smoothed")
            if math.isfinite(self.suggestion):
                label = f"suggestion: {self.suggestion:g}"
                frame.axvline(self.suggestion, color="0.3", linestyle="--", label=label)
            frame.set_xscale("log")
            # Where the loss explodes is beyond the frame, lest the rest be a flat line.
            low, high = self.frame["loss"].min(), self.frame["smooth"].iloc[0]
            frame.set_ylim(low - 0.1 * abs(high - low), high + 0.6 * abs(high - low) + 1e-12)
            frame.set_xlabel("learning rate")
            frame.set_ylabel("loss")
            frame.legend()
        return figure

    def __repr__(self) -> str:
        """Say it in one line."""
        rates = self.frame["lr"]
        return (
            f"Rates: suggestion {self.suggestion:g}, tried {rates.iloc[0]:g} to "
            f"{rates.iloc[-1]:g} in {len(rates)} batches"
        )


def find_lr(
    model: nn.Module,
    train: Batches,
    *,
    optimizer: Optimizer | OptimizerFactory | None = None,
    loss: Loss | None = None,
    target: Literal["label", "input"] = "label",
    low: float = 1e-6,
    high: float = 1.0,
    steps: int = 100,
    device: torch.device | str | None = None,
) -> Rates:
    """Try learning rates from very small to too large, one batch each.

    After Smith, "Cyclical learning rates for training neural networks" (2017). A copy of the
    model is trained: model, optimiser, random numbers and loader are afterwards what they were
    before.

    Parameters
    ----------
    model : torch.nn.Module
    train : iterable of (x, y)
        Gone through again if it has fewer batches than ``steps``.
    optimizer : torch.optim.Optimizer or callable, optional
        As for :func:`helpers.fit`.
    loss : callable, optional
        As for :func:`helpers.fit`.
    target : {"label", "input"}
        As for :func:`helpers.fit`.
    low, high : float
        Rates to begin and to end with; it ends earlier once the loss is four times its best.
    steps : int
        Rates to try, evenly spaced on a logarithmic scale.
    device : torch.device or str, optional
        By default where the model is, or the fastest device if that is the processor.

    Returns
    -------
    Rates
        With ``frame``, ``suggestion`` and ``plot()``.

    Raises
    ------
    ValueError
        If settings, batches and model do not fit together.
    TypeError
        If ``train`` can be gone through only once, and would be used up.

    Examples
    --------
    >>> x = torch.randn(64, 4, generator=torch.Generator().manual_seed(0))
    >>> rates = find_lr(nn.Linear(4, 2), [(x, (x[:, 0] > 0).long())], steps=40, device="cpu")
    >>> list(rates.frame.columns), 1e-6 < rates.suggestion < 1
    (['lr', 'loss', 'smooth'], True)
    """
    import pandas as pd

    if not isinstance(model, nn.Module):
        raise TypeError(f"model is {model!r}; expected a torch.nn.Module")
    if not (0 < low < high < math.inf) or not isinstance(steps, int) or steps < 10:
        raise ValueError(
            f"low is {low!r}, high {high!r}, steps {steps!r}; expected 0 < low < high and a whole "
            "number of steps from 10"
        )
    if hasattr(train, "__next__"):
        raise TypeError(
            "train can be gone through only once, and finding a rate would use it up; pass a "
            "DataLoader, a TensorLoader or a list"
        )
    state = loader_state(train)
    rates = np.geomspace(low, high, steps).tolist()
    try:
        with random_state_kept():
            losses = _try(model, train, rates, optimizer, loss, target, device)
    finally:
        set_loader_state(train, state)
    smooth = smoothed(losses)
    frame = pd.DataFrame({"lr": rates[: len(losses)], "loss": losses, "smooth": smooth})
    return Rates(frame, suggested(rates[: len(losses)], smooth))


def _try(
    model: nn.Module,
    train: Batches,
    rates: list[float],
    optimizer: Optimizer | OptimizerFactory | None,
    loss: Loss | None,
    target: str,
    device: torch.device | str | None,
) -> list[float]:
    """Train a copy, one rate per batch; return the losses until they explode."""
    place = choose_device(model, device)
    # Copied together, the copy of an optimiser trains the copy of the model.
    model, optimizer, loss = copy.deepcopy((model, optimizer, loss))
    move(model, place)
    stepper = make_optimizer(model, optimizer, None)
    if loss is None:
        loss = nn.CrossEntropyLoss() if target == "label" else nn.MSELoss()
    elif isinstance(loss, nn.Module):
        loss.to(place)
    data = input_as_target(train) if target == "input" else train
    share = [float(group["lr"]) / float(stepper.param_groups[0]["lr"] or 1.0)
             for group in stepper.param_groups]  # fmt: skip
    losses: list[float] = []
    with mode(model, training=True), torch.enable_grad():
        for rate, (x, y) in zip(rates, _endless(data, place), strict=False):
            for group, part in zip(stepper.param_groups, share, strict=True):
                set_rate(group, rate * part)
            stepper.zero_grad(set_to_none=True)
            with enough_memory(place, len(x)):
                found = value(loss, forward(model, x), y, look=True)
                number = float(found.detach())
                if not math.isfinite(number):
                    break
                losses.append(number)
                if len(losses) > 10 and smoothed(losses)[-1] > _DIVERGED * min(smoothed(losses)):
                    break
                found.backward()
                stepper.step()
    if not losses:
        raise FloatingPointError(
            "the loss of the first batch is not a finite number; look for log(0), division by 0 "
            "or NaN in the data and the model"
        )
    return losses


def _endless(data: Batches, device: torch.device) -> Iterator[tuple[Tensor, Tensor]]:
    while True:
        yield from batches(data, device, "train")


def smoothed(losses: list[float]) -> list[float]:
    """Average losses over about the last ten, without the pull of a beginning at 0.

    Parameters
    ----------
    losses : list of float

    Returns
    -------
    list of float
        As many.

    Examples
    --------
    >>> [round(loss, 3) for loss in smoothed([1.0, 1.0, 0.0])]
    [1.0, 1.0, 0.631]
    """
    found, mean = [], 0.0
    for number, loss in enumerate(losses, 1):
        mean = _SMOOTHING * mean + (1 - _SMOOTHING) * loss
        found.append(mean / (1 - _SMOOTHING**number))
    return found


def suggested(rates: list[float], losses: list[float]) -> float:
    """Return the rate where a smoothed loss falls fastest on a logarithmic scale of rates.

    Parameters
    ----------
    rates, losses : list of float

    Returns
    -------
    float
        To two digits; NaN if the loss falls nowhere.

    Examples
    --------
    >>> suggested([0.001, 0.01, 0.1, 1.0, 10.0], [1.0, 0.9, 0.5, 0.4, 3.0])
    0.01
    """
    fall = np.diff(losses[: int(np.argmin(losses)) + 1]) / np.diff(
        np.log(rates[: int(np.argmin(losses)) + 1])
    )
    if not len(fall) or fall.min() >= 0:
        return math.nan
    # Between two rates: the smaller one is the safer one.
    return float(f"{rates[int(np.argmin(fall))]:.2g}")
