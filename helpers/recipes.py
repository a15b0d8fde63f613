"""What is trained, and with which settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from torch import nn
from torch.optim import Optimizer

from helpers.batches import Loss
from helpers.fingerprints import fingerprint, name_of

RESULT = "result.json"


@dataclass(frozen=True)
class Recipe:
    """How to build what is trained.

    Attributes
    ----------
    name : str
        Of the model; also the name of the folder, such as ``"lenet"``. Empty for none.
    make_model : callable
        Called with the settings of the model, after seeding.
    make_loss : callable or None
        Called without arguments; None for cross-entropy.
    make_optimizer : callable or None
        Called as ``make_optimizer(model, lr)``; None for Adam.
    digest : str
        Identifies the definitions: when it changes, a finished run is done again.
    report : bool
        Whether a run leaves all the pictures of a classifier. If not, it leaves its curves and
        its best weights.
    """

    name: str
    make_model: Callable[..., nn.Module]
    make_loss: Callable[[], Loss] | None = None
    make_optimizer: Callable[[nn.Module, float], Optimizer] | None = None
    digest: str = ""
    report: bool = True

    @property
    def files(self) -> tuple[str, ...]:
        """What a run leaves, the result last."""
        if self.report:
            return ("loss.png", "confusion.png", "t-SNE.png", "history.csv", RESULT)
        return ("loss.png", "history.csv", "weights.pt", RESULT)


@dataclass(frozen=True)
class Setting:
    """What a run is done with.

    Attributes
    ----------
    batch_size : int or None
        None for that of the data.
    lr : float or None
        None for the usual one.
    epochs : int
    seed : int
    model : mapping
        Given to the function that builds the model.
    training : mapping
        Given to :func:`helpers.fit`.
    name : str
        Of the folder; by default made of batch size and rate.
    varied : mapping
        What tells this run from the others, as it stands in the table.

    Examples
    --------
    >>> Setting(batch_size=16, lr=1e-3, epochs=10, seed=0).label
    'bs16_lr0.001'
    """

    batch_size: int | None
    lr: float | None
    epochs: int
    seed: int
    model: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    varied: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name of the folder."""
        return self.name or label({"batch_size": self.batch_size, "lr": self.lr})

    @property
    def words(self) -> str:
        """The same for people."""
        if self.varied:
            return ", ".join(f"{name.replace('_', ' ')} {one}" for name, one in self.varied.items())
        if self.name:
            return self.name.replace("_", ", ")
        return f"batch {self.batch_size}, lr {'' if self.lr is None else written(self.lr)}"


def label(settings: Mapping[str, Any]) -> str:
    """Name a run after its settings, as a folder may be called on any system.

    Parameters
    ----------
    settings : mapping

    Returns
    -------
    str

    Examples
    --------
    >>> label({"batch_size": 16, "lr": 1e-3, "schedule": "onecycle", "activation": nn.ReLU})
    'bs16_lr0.001_schedule-onecycle_activation-ReLU'
    """
    parts = []
    for key, value in settings.items():
        text = name_of(value)
        joint = "" if isinstance(value, int | float) and not isinstance(value, bool) else "-"
        parts.append(f"{'bs' if key == 'batch_size' else key}{joint}{text}")
    text = re.sub(r"[^\w.+=-]", "-", "_".join(parts)) or "run"
    # A name of a file may have 255 characters.
    return text if len(text) <= 150 else f"{text[:140]}-{fingerprint(text)}"


def written(lr: float) -> str:
    """Write a learning rate the same way however it was typed.

    Parameters
    ----------
    lr : float

    Returns
    -------
    str

    Examples
    --------
    >>> [written(lr) for lr in (1e-3, 0.0001, 0.10, 1.0, 3e-05)]
    ['0.001', '0.0001', '0.1', '1', '0.00003']
    """
    return np.format_float_positional(lr, trim="-")
