"""Training runs that leave a folder each."""

import hashlib
import json
import math
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import nn

from helpers.batches import Loss
from helpers.checkpoint import CheckpointError
from helpers.data import Data
from helpers.embedding import last_features
from helpers.evaluation import evaluate
from helpers.fingerprints import plain
from helpers.history import History
from helpers.parts import Parts, device_of, from_the_start, size_of
from helpers.recipes import RESULT, Recipe, Setting, written
from helpers.runtime import seed_everything
from helpers.training import fit

__all__ = ["RESULT", "Recipe", "Setting", "finished", "run", "written"]

_FILES = ("loss.png", "confusion.png", "t-SNE.png", "history.csv", "weights.pt", RESULT)

# Changes nothing in the result.
_SHOWN = ("progress", "device")


def run(recipe: Recipe, setting: Setting, data: Data | Parts, folder: Path) -> dict[str, Any]:
    """Train once and leave pictures, history and result in a folder.

    Writes ``loss.png``, ``history.csv`` and, last of all, ``result.json``; with a report also
    ``confusion.png`` (validation data) and ``t-SNE.png`` (features of the validation data before
    the last layer), without one the best weights, ``weights.pt``. A run that is interrupted goes
    on after its last complete epoch when it is started again. A run that fails or is interrupted
    leaves what an earlier run left there; a run whose loss goes to infinity leaves a result that
    says so, without pictures.

    Parameters
    ----------
    recipe : Recipe
    setting : Setting
    data : Data or Parts
    folder : pathlib.Path
        Made if need be.

    Returns
    -------
    dict
        What ``result.json`` holds.
    """
    if setting.batch_size is not None:
        data = data.with_batch_size(setting.batch_size)
    identity = _identity(recipe, setting, data)
    mark = hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:8]
    unfinished = folder.parent / f".unfinished-{folder.name}-{mark}.pt"
    try:
        result, trained = _train(recipe, setting, data, unfinished)
    except CheckpointError:
        if not unfinished.exists():
            raise
        # What an interrupted run left cannot be used: the run is done from its beginning.
        unfinished.unlink()
        result, trained = _train(recipe, setting, data, unfinished)
    result = identity | {"varied": dict(setting.varied)} | result
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder.parent) as name:
        aside = Path(name)
        if trained is not None:
            model, loss, history = trained
            result |= _outcome(history)
            history.frame.to_csv(aside / "history.csv", index=False)
            title = ", ".join(filter(None, (recipe.name, setting.label)))
            _draw(history, title, aside)
            if recipe.report:
                _report(model, loss, data, title, aside)
            else:
                torch.save(history.best_state, aside / "weights.pt")
        (aside / RESULT).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        _move(aside, folder)
    unfinished.unlink(missing_ok=True)
    return result


def _train(
    recipe: Recipe, setting: Setting, data: Data | Parts, unfinished: Path
) -> tuple[dict[str, Any], tuple[nn.Module, Loss | None, History] | None]:
    """Build and train; return facts, and what was trained unless it diverged."""
    seed_everything(setting.seed)
    model = recipe.make_model(**setting.model)
    training = dict(setting.training)
    if recipe.make_loss:
        training["loss"] = recipe.make_loss()
    device = device_of(data.train)
    if device is not None:
        model.to(device)
        training.setdefault("device", device)
    lr = setting.lr
    if recipe.make_optimizer:
        training["optimizer"], lr = recipe.make_optimizer(model, setting.lr or 1e-3), None
    facts = {
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "torch": torch.__version__,
        "diverged": None,
    }
    try:
        with from_the_start(data):
            history = fit(
                model,
                data.train,
                data.val,
                epochs=setting.epochs,
                lr=lr,
                seed=setting.seed,
                checkpoint=unfinished,
                resume="auto",
                **training,
            )
    except FloatingPointError as error:
        return facts | {"diverged": str(error)}, None
    facts["device"] = str(next(model.parameters()).device)
    return facts, (model, training.get("loss"), history)


def finished(
    recipe: Recipe, setting: Setting, data: Data | Parts, folder: Path
) -> dict[str, Any] | None:
    """Return the result of a run that is complete, if it was this very run.

    Parameters
    ----------
    recipe : Recipe
    setting : Setting
    data : Data or Parts
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
    if setting.batch_size is not None:
        data = data.with_batch_size(setting.batch_size)
    wanted = _identity(recipe, setting, data)
    if not isinstance(result, dict) or any(result.get(key) != wanted[key] for key in wanted):
        return None
    needed = (RESULT,) if result.get("diverged") else recipe.files
    return result if all((folder / name).is_file() for name in needed) else None


def _identity(recipe: Recipe, setting: Setting, data: Data | Parts) -> dict[str, Any]:
    """Say what a run depends on."""
    return {
        "model": recipe.name,
        "batch_size": setting.batch_size,
        "lr": setting.lr,
        "epochs": setting.epochs,
        "seed": setting.seed,
        "model_settings": plain(dict(setting.model)),
        "training_settings": plain(
            {name: one for name, one in setting.training.items() if name not in _SHOWN}
        ),
        "data": data.name,
        "is_sample": data.is_sample,
        "train_size": size_of(data.train),
        "val_size": size_of(data.val),
        "definitions": recipe.digest,
    }


def _outcome(history: History) -> dict[str, float | None]:
    """Sum up a history."""
    last, best = history.rows[-1], history.best
    keys = ("train_loss", "train_accuracy", "val_loss", "val_accuracy")
    outcome = {key: last.get(key, math.nan) for key in keys} | {
        "best_epoch": best["epoch"],
        "best_val_loss": best["val_loss"],
        "best_val_accuracy": best.get("val_accuracy", math.nan),
        "seconds": round(sum(history["seconds"].tolist()), 2),
    }
    # A validation loss may be infinite; JSON knows no such number.
    return {key: number if math.isfinite(number) else None for key, number in outcome.items()}


def _draw(history: History, title: str, folder: Path) -> None:
    """Leave the curves."""
    figure = history.plot()
    figure.suptitle(f"{title}: loss and accuracy" if len(figure.axes) > 1 else f"{title}: loss")
    figure.savefig(folder / "loss.png", dpi=150)


def _report(
    model: nn.Module, loss: Loss | None, data: Data | Parts, title: str, folder: Path
) -> None:
    """Leave the pictures of a classifier."""
    from helpers import plots

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
