"""The settings of a training run: refused where they mean nothing, written down for later."""

import math
from collections.abc import Mapping, Sized
from typing import Any

import numpy as np
from torch import nn
from torch.optim import Optimizer


def check_settings(model: Any, settings: Mapping[str, Any]) -> None:
    """Refuse settings that mean nothing.

    Parameters
    ----------
    model : object
        Expected to be a module.
    settings : mapping
        Arguments of :func:`helpers.fit` by name.

    Raises
    ------
    TypeError, ValueError
        With what was found and what was expected.

    Examples
    --------
    >>> check_settings(nn.Linear(1, 1), {"epochs": 0})
    Traceback (most recent call last):
    ValueError: epochs is 0; expected a whole number from 1
    """
    if not isinstance(model, nn.Module):
        hint = "; put () behind the name to build it" if isinstance(model, type) else ""
        raise TypeError(f"model is {model!r}; expected a torch.nn.Module{hint}")
    for name, choices in _CHOICES.items():
        if name in settings and not _among(settings[name], choices):
            raise ValueError(
                f"{name} is {settings[name]!r}; expected {' or '.join(map(repr, choices))}"
            )
    for name in ("epochs", "patience"):
        found = settings.get(name)
        if found is None and name != "epochs":
            continue
        if isinstance(found, bool) or not isinstance(found, int) or found < 1:
            raise ValueError(f"{name} is {found!r}; expected a whole number from 1")
    clip = settings.get("clip")
    if clip is not None and not (isinstance(clip, int | float) and 0 < clip < math.inf):
        raise ValueError(f"clip is {clip!r}; expected a number above 0, the largest norm")
    if settings.get("resume") and settings.get("checkpoint") is None:
        raise ValueError("resume needs to know the file; give checkpoint='....pt' as well")
    _check_metrics(settings.get("metrics"))


_CHOICES: dict[str, tuple] = {
    "restore": ("last", "best"),
    "target": ("label", "input"),
    "resume": (True, False, "auto"),
}


def _among(found: Any, choices: tuple) -> bool:
    """Compare with type, for 1 is not True here."""
    return any(type(found) is type(choice) and found == choice for choice in choices)


def _check_metrics(metrics: Any) -> None:
    if metrics is None:
        return
    if not isinstance(metrics, Mapping):
        raise TypeError(
            f"metrics is a {type(metrics).__name__}; expected a dictionary of functions, such as "
            "{'top3': top3}"
        )
    for name, metric in metrics.items():
        if name in ("loss", "accuracy") or not isinstance(name, str) or not name:
            raise ValueError(f"a metric is called {name!r}; expected a name not used yet")
        if not callable(metric):
            raise TypeError(f"the metric {name!r} is {metric!r}; expected a function of (out, y)")


def logged_columns(target: str, metrics: Mapping[str, Any] | None, validated: bool) -> list[str]:
    """List what a run logs for every epoch.

    Parameters
    ----------
    target : {"label", "input"}
    metrics : mapping or None
    validated : bool
        Whether there is validation data.

    Returns
    -------
    list of str

    Examples
    --------
    >>> logged_columns("input", {"psnr": print}, validated=True)
    ['train_loss', 'val_loss', 'train_psnr', 'val_psnr']
    """
    names = ["loss", *(["accuracy"] if target == "label" else []), *(metrics or {})]
    parts = ("train", "val") if validated else ("train",)
    return [f"{part}_{name}" for name in names for part in parts]


# What may change when training goes on: it does not change an epoch.
_FREE = frozenset(("epochs", "patience", "restore", "checkpoint", "resume"))


def described(
    settings: Mapping[str, Any], optimizer: Optimizer, train: Any
) -> dict[str, bool | int | float | str | None | list]:
    """Write settings as plain values, to be compared when training is resumed.

    Parameters
    ----------
    settings : mapping
        Functions and modules are written as their names.
    optimizer : torch.optim.Optimizer
        As it is before the first step.
    train : iterable
        Training data, of which the number of batches is written.

    Returns
    -------
    dict

    Examples
    --------
    >>> import torch
    >>> sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
    >>> found = described({"loss": nn.MSELoss(), "clip": None}, sgd, [1, 2])
    >>> found["loss"], found["optimizer"], found["lr"], found["batches"]
    ('MSELoss', 'SGD', 0.2, 2)
    """
    written = {name: _written(value) for name, value in settings.items() if name not in _FREE}
    written["optimizer"] = type(optimizer).__name__
    written["batches"] = len(train) if isinstance(train, Sized) else None
    for number, group in enumerate(optimizer.param_groups):
        prefix = f"group {number} " if number else ""
        for name, value in group.items():
            # The rate before a schedule, which leaves it in this place, says more.
            if name not in ("params", "initial_lr"):
                written[f"{prefix}{name}"] = _written(value)
    return written


def _written(value: Any) -> Any:
    if isinstance(value, np.generic) or (hasattr(value, "item") and getattr(value, "ndim", 1) == 0):
        return value.item()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple | Mapping):
        return [_written(one) for one in value]
    return getattr(value, "__name__", type(value).__name__)
