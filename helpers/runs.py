"""Training runs that leave a folder each."""

import json
import math
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.optim import Optimizer

from helpers.batches import Loss
from helpers.data import Data
from helpers.embedding import last_features
from helpers.evaluation import evaluate
from helpers.history import History
from helpers.runtime import seed_everything
from helpers.training import fit

RESULT = "result.json"
_FILES = ("loss.png", "confusion.png", "t-SNE.png", "history.csv", RESULT)


@dataclass(frozen=True)
class Recipe:
    """How to build what is trained.

    Attributes
    ----------
    name : str
        Of the model; also the name of the folder, such as ``"lenet"``.
    make_model : callable
        Called without arguments, after seeding.
    make_loss : callable or None
        Called without arguments; None for cross-entropy.
    make_optimizer : callable or None
        Called as ``make_optimizer(model, lr)``; None for Adam.
    digest : str
        Identifies the definitions: when it changes, a finished run is done again.
    """

    name: str
    make_model: Callable[[], nn.Module]
    make_loss: Callable[[], Loss] | None = None
    make_optimizer: Callable[[nn.Module, float], Optimizer] | None = None
    digest: str = ""


@dataclass(frozen=True)
class Setting:
    """What a run is done with.

    Attributes
    ----------
    batch_size : int
    lr : float
    epochs : int
    seed : int

    Examples
    --------
    >>> Setting(batch_size=16, lr=1e-3, epochs=10, seed=0).label
    'bs16_lr0.001'
    """

    batch_size: int
    lr: float
    epochs: int
    seed: int

    @property
    def label(self) -> str:
        """Name of the folder."""
        return f"bs{self.batch_size}_lr{written(self.lr)}"


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


def run(recipe: Recipe, setting: Setting, data: Data, folder: Path) -> dict[str, Any]:
    """Train once and leave pictures, history and result in a folder.

    Writes ``loss.png``, ``confusion.png`` (validation data), ``t-SNE.png`` (features of the
    validation data before the last layer), ``history.csv`` and, last of all, ``result.json``.
    A run that fails or is interrupted leaves what an earlier run left there; a run whose loss
    goes to infinity leaves a result that says so, without pictures.

    Parameters
    ----------
    recipe : Recipe
    setting : Setting
    data : Data
    folder : pathlib.Path
        Made if need be.

    Returns
    -------
    dict
        What ``result.json`` holds.
    """
    data = data.with_batch_size(setting.batch_size)
    seed_everything(setting.seed)
    model = recipe.make_model()
    loss = recipe.make_loss() if recipe.make_loss else None
    device = data.train.device
    model.to(device)
    optimizer = recipe.make_optimizer(model, setting.lr) if recipe.make_optimizer else None
    result = _identity(recipe, setting, data) | {
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "torch": torch.__version__,
        "device": str(device),
        "diverged": None,
    }
    try:
        history = fit(
            model,
            data.train,
            data.val,
            epochs=setting.epochs,
            lr=None if optimizer else setting.lr,
            optimizer=optimizer,
            loss=loss,
            device=device,
            seed=setting.seed,
        )
    except FloatingPointError as error:
        result["diverged"] = str(error)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder.parent) as name:
        aside = Path(name)
        if not result["diverged"]:
            result |= _outcome(history)
            history.frame.to_csv(aside / "history.csv", index=False)
            _draw(model, loss, history, data, f"{recipe.name}, {setting.label}", aside)
        (aside / RESULT).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        _move(aside, folder)
    return result


def finished(recipe: Recipe, setting: Setting, data: Data, folder: Path) -> dict[str, Any] | None:
    """Return the result of a run that is complete, if it was this very run.

    Parameters
    ----------
    recipe : Recipe
    setting : Setting
    data : Data
    folder : pathlib.Path

    Returns
    -------
    dict or None
        None if there is no result, it cannot be read, or the model, the settings or the data
        have changed since.
    """
    try:
        result = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    wanted = _identity(recipe, setting, data)
    if not isinstance(result, dict) or any(result.get(key) != wanted[key] for key in wanted):
        return None
    needed = (RESULT,) if result.get("diverged") else _FILES
    return result if all((folder / name).is_file() for name in needed) else None


def _identity(recipe: Recipe, setting: Setting, data: Data) -> dict[str, Any]:
    """Say what a run depends on."""
    return {
        "model": recipe.name,
        "batch_size": setting.batch_size,
        "lr": setting.lr,
        "epochs": setting.epochs,
        "seed": setting.seed,
        "data": data.name,
        "is_sample": data.is_sample,
        "train_size": data.train.dataset_size,
        "val_size": data.val.dataset_size,
        "definitions": recipe.digest,
    }


def _outcome(history: History) -> dict[str, float | None]:
    """Sum up a history."""
    last, best = history.rows[-1], history.best
    keys = ("train_loss", "train_accuracy", "val_loss", "val_accuracy")
    outcome = {key: last[key] for key in keys} | {
        "best_epoch": best["epoch"],
        "best_val_loss": best["val_loss"],
        "best_val_accuracy": best["val_accuracy"],
        "seconds": round(sum(history["seconds"].tolist()), 2),
    }
    # A validation loss may be infinite; JSON knows no such number.
    return {key: number if math.isfinite(number) else None for key, number in outcome.items()}


def _draw(
    model: nn.Module, loss: Loss | None, history: History, data: Data, title: str, folder: Path
) -> None:
    """Leave the three pictures."""
    from helpers import plots

    figure = history.plot()
    figure.suptitle(f"{title}: loss and accuracy")
    figure.savefig(folder / "loss.png", dpi=150)

    evaluation = evaluate(model, data.val, loss=loss)
    figure = evaluation.plot_confusion()
    figure.suptitle(f"{title}: validation data, {evaluation.accuracy:.2%} right")
    figure.savefig(folder / "confusion.png", dpi=150)

    features, labels = last_features(model, data.val)
    figure = plots.tsne(features, labels, class_names=data.class_names)
    figure.suptitle(f"{title}: features before the last layer")
    figure.savefig(folder / "t-SNE.png", dpi=150)


def _move(aside: Path, folder: Path) -> None:
    """Replace the files of a run; the result goes first and comes last."""
    folder.mkdir(exist_ok=True)
    for name in reversed(_FILES):
        (folder / name).unlink(missing_ok=True)
    for name in _FILES:
        if (aside / name).is_file():
            (aside / name).replace(folder / name)
