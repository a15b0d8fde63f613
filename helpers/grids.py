"""From a grid or a list of settings to runs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

from torch import nn
from torch.optim import Optimizer

from helpers.fingerprints import name_of
from helpers.recipes import Setting, label
from helpers.training import fit

# What fit is given by the sweep itself.
_OWN = frozenset(("model", "train", "val", "checkpoint", "resume"))
_RUN = ("batch_size", "lr", "epochs", "seed")


def combinations(settings: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Spell out a grid; a list stays as it is.

    Parameters
    ----------
    settings : mapping of str to list, or sequence of mapping

    Returns
    -------
    list of dict

    Raises
    ------
    TypeError
        If it is something else.
    ValueError
        If there is nothing to try.

    Examples
    --------
    >>> combinations({"lr": [0.1, 0.01], "clip": 1.0})
    [{'lr': 0.1, 'clip': 1.0}, {'lr': 0.01, 'clip': 1.0}]
    """
    if isinstance(settings, Mapping):
        axes = [list(v) if isinstance(v, list | tuple | range) else [v] for v in settings.values()]
        found = [dict(zip(settings, values, strict=True)) for values in product(*axes)]
    elif isinstance(settings, Sequence) and all(isinstance(one, Mapping) for one in settings):
        found = [dict(one) for one in settings]
    else:
        raise TypeError(
            f"settings is a {type(settings).__name__}; expected a grid such as "
            "{'lr': [0.1, 0.01]}, or a list of such as {'lr': 0.1}"
        )
    if not found:
        raise ValueError("settings holds nothing to try; expected one value at least")
    return found


def settings_of(
    build: Callable[..., nn.Module],
    settings: Mapping[str, Any] | Sequence[Any],
    epochs: int,
    seed: int,
    training: Mapping[str, Any],
) -> list[Setting]:
    """Turn a grid or a list into runs.

    Parameters
    ----------
    build : callable
        Builds the model.
    settings : mapping or sequence of mapping
    epochs, seed : int
        Where a setting says nothing else.
    training : mapping
        Keywords of :func:`helpers.fit` for all runs.

    Returns
    -------
    list of Setting

    Raises
    ------
    TypeError, ValueError
        If a name belongs to nothing, or two settings would have the same folder.

    Examples
    --------
    >>> grid = {"lr": [0.1], "hidden": [8, 16]}
    >>> runs = settings_of(lambda hidden: nn.Linear(hidden, 1), grid, 10, 0, {})
    >>> [(run.label, run.lr, dict(run.model)) for run in runs]
    [('lr0.1_hidden8', 0.1, {'hidden': 8}), ('lr0.1_hidden16', 0.1, {'hidden': 16})]
    """
    if not callable(build) or isinstance(build, nn.Module):
        raise TypeError(
            f"build is a {type(build).__name__}; expected a function or class that builds a new "
            "model for every run"
        )
    common = {"epochs": epochs, "seed": seed, **training}
    found = [_setting(build, one, common) for one in combinations(settings)]
    labels = [one.label for one in found]
    twice = sorted({name for name in labels if labels.count(name) > 1})
    if twice:
        raise ValueError(
            f"several settings would have the folder {twice[0]}; leave out what comes twice, and "
            "give functions different names"
        )
    return found


def _setting(
    build: Callable[..., nn.Module], varied: Mapping[str, Any], common: Mapping[str, Any]
) -> Setting:
    """Sort settings by whom they are for."""
    everything = {**common, **varied}
    known = set(inspect.signature(fit).parameters) - _OWN
    training = {k: v for k, v in everything.items() if k in known and k not in _RUN}
    model = {k: v for k, v in varied.items() if k not in known and k not in _RUN}
    _check(build, model, [k for k in common if k not in known and k not in _RUN])
    if isinstance(training.get("optimizer"), Optimizer):
        raise TypeError(
            "an optimiser belongs to one model, and every run has its own; pass a function of "
            "(parameters, lr), such as torch.optim.SGD"
        )
    return Setting(
        everything.get("batch_size"),
        everything.get("lr"),
        everything["epochs"],
        everything["seed"],
        model,
        training,
        label(varied),
        {k: v if isinstance(v, int | float | str) else name_of(v) for k, v in varied.items()},
    )


def _check(build: Callable, model: Mapping[str, Any], unknown: Sequence[str]) -> None:
    """Refuse names that neither fit nor the function that builds the model knows."""
    try:
        taken = inspect.signature(build).parameters
    except (TypeError, ValueError):  # Some callables do not tell.
        return
    kinds = {one.kind for one in taken.values()}
    if inspect.Parameter.VAR_KEYWORD not in kinds:
        unknown = [*unknown, *(name for name in model if name not in taken)]
    if unknown:
        own = ", ".join(taken) or "nothing"
        raise ValueError(
            f"{unknown[0]!r} is no setting; expected batch_size, a keyword of fit, or what "
            f"{name_of(build)} takes ({own})"
        )
