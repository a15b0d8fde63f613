"""Learning rates as functions of how much of the training is done."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.optim import Optimizer

_WARM = 0.3
_FIRST = 1 / 25
_LAST = 1 / 250_000


def onecycle(share: float) -> float:
    """Up to the full rate over 30 % of the steps, then down to almost nothing.

    The shape is that of Smith and Topin, "Super-convergence" (2018), with cosine flanks and the
    usual ends: a 25th of the rate at first, a 250 000th at last.

    Parameters
    ----------
    share : float
        How much of the training is done, 0 to 1.

    Returns
    -------
    float
        What the learning rate is multiplied by.

    Examples
    --------
    >>> [round(onecycle(share), 2) for share in (0, 0.15, 0.3, 0.65, 1)]
    [0.04, 0.52, 1.0, 0.5, 0.0]
    """
    if share < _WARM:
        return _flank(_FIRST, 1.0, share / _WARM)
    return _flank(1.0, _LAST, (share - _WARM) / (1 - _WARM))


def cosine(share: float) -> float:
    """Down from the full rate to 0 along half a cosine.

    Parameters
    ----------
    share : float
        How much of the training is done, 0 to 1.

    Returns
    -------
    float
        What the learning rate is multiplied by.

    Examples
    --------
    >>> [round(cosine(share), 2) for share in (0, 0.5, 1)]
    [1.0, 0.5, 0.0]
    """
    return _flank(1.0, 0.0, share)


def step(share: float) -> float:
    """A tenth of the rate after half of the steps, a hundredth after three quarters.

    Parameters
    ----------
    share : float
        How much of the training is done, 0 to 1.

    Returns
    -------
    float
        What the learning rate is multiplied by.

    Examples
    --------
    >>> [step(share) for share in (0, 0.5, 0.75)]
    [1.0, 0.1, 0.01]
    """
    return 1.0 if share < 0.5 else 0.1 if share < 0.75 else 0.01


def _flank(start: float, end: float, share: float) -> float:
    return end + (start - end) * 0.5 * (1 + math.cos(math.pi * min(share, 1.0)))


CURVES: dict[str, Callable[[float], float]] = {
    "onecycle": onecycle,
    "cosine": cosine,
    "step": step,
}


@contextmanager
def rates_kept(optimizer: Optimizer, wanted: bool = True) -> Iterator[None]:
    """Give an optimiser back the learning rates it had.

    A second training with it would else begin with the last rate of the first one, almost 0.

    Parameters
    ----------
    optimizer : torch.optim.Optimizer
    wanted : bool
        False to do nothing.

    Yields
    ------
    None
    """
    rates = [float(group["lr"]) for group in optimizer.param_groups]
    try:
        yield
    finally:
        if wanted:
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                set_rate(group, rate)


def set_rate(group: dict[str, Any], rate: float) -> None:
    """Set the learning rate of one parameter group.

    Parameters
    ----------
    group : dict
        One of ``optimizer.param_groups``.
    rate : float
    """
    if isinstance(group["lr"], torch.Tensor):
        # A rate kept on the device, as compiled optimisers have it, stays there.
        group["lr"].fill_(rate)
    else:
        group["lr"] = rate
