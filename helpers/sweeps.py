"""Sweeps: several runs, one table, one picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.data import Data
from helpers.runs import Recipe, Setting, finished, run, written

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_COLUMNS = (
    "batch_size",
    "lr",
    "best_val_loss",
    "best_epoch",
    "val_loss",
    "val_accuracy",
    "train_loss",
    "train_accuracy",
    "seconds",
)


def sweep(
    recipe: Recipe, settings: Sequence[Setting], data: Data, out: Path
) -> list[dict[str, Any]]:
    """Do several runs, skipping those that are finished.

    Parameters
    ----------
    recipe : Recipe
    settings : sequence of Setting
    data : Data
    out : pathlib.Path
        Every run has the folder ``out/<model>/<setting>``.

    Returns
    -------
    list of dict
        The results, in the order of the settings.
    """
    results = []
    for setting in settings:
        folder = out / recipe.name / setting.label
        result = finished(recipe, setting, data, folder)
        if result is not None:
            print(f"{folder}: finished before (delete the folder to do it again)")
        else:
            print(f"{folder}: batch size {setting.batch_size}, lr {written(setting.lr)}")
            result = run(recipe, setting, data, folder)
            if result["diverged"]:
                print(f"{folder}: {result['diverged']}")
        results.append(result)
    return results


def table(results: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Tabulate results, the lowest validation loss first.

    Parameters
    ----------
    results : sequence of dict
        As :func:`run` returns them.

    Returns
    -------
    pandas.DataFrame
        One row per run; NaN where a run diverged.

    Examples
    --------
    >>> frame = table([{"batch_size": 64, "best_val_loss": 0.3}, {"batch_size": 16}])
    >>> frame["batch_size"].tolist()
    [64, 16]
    """
    import pandas as pd

    frame = pd.DataFrame(results).reindex(columns=list(_COLUMNS))
    return frame.sort_values("best_val_loss", kind="stable").reset_index(drop=True)


def overlay(
    recipe: Recipe, settings: Sequence[Setting], results: Sequence[dict[str, Any]], out: Path
) -> Figure | None:
    """Draw the curves of several runs on one figure.

    Parameters
    ----------
    recipe : Recipe
    settings, results : sequences of equal length
    out : pathlib.Path
        As for :func:`sweep`.

    Returns
    -------
    matplotlib.figure.Figure or None
        None if every run diverged.
    """
    import pandas as pd

    from helpers import plots

    curves = {
        f"batch {setting.batch_size}, lr {written(setting.lr)}": pd.read_csv(
            out / recipe.name / setting.label / "history.csv"
        )
        for setting, result in zip(settings, results, strict=True)
        if not result["diverged"]
    }
    return plots.convergence(curves) if curves else None
