"""Sweeps: several runs, one table, one picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import torch
from torch import nn

from helpers.data import Data
from helpers.fingerprints import fingerprint
from helpers.grids import settings_of
from helpers.parts import Parts, parts_of
from helpers.randomness import random_state_kept
from helpers.recipes import Recipe, Setting, written
from helpers.runs import finished, run

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


class Sweep(Sequence[dict[str, Any]]):
    """The results of several runs, in the order of their settings.

    Attributes
    ----------
    recipe : Recipe
    settings : list of Setting
    results : list of dict
        What ``result.json`` of each run holds.
    folder : pathlib.Path
        Of all runs.
    """

    def __init__(
        self,
        recipe: Recipe,
        settings: Sequence[Setting],
        results: Sequence[dict[str, Any]],
        out: Path,
    ) -> None:
        self.recipe = recipe
        self.settings = list(settings)
        self.results = list(results)
        self.folder = out / recipe.name
        self._out = out

    @property
    def table(self) -> pd.DataFrame:
        """One row per run, the lowest validation loss first."""
        return table(self.results)

    @property
    def histories(self) -> dict[str, pd.DataFrame]:
        """The epochs of every run that did not diverge, by its name."""
        return curves(self.recipe, self.settings, self.results, self._out)

    @property
    def best(self) -> dict[str, Any]:
        """Result of the run with the lowest validation loss.

        Raises
        ------
        ValueError
            If every run diverged.
        """
        return self.results[self._best()]

    def best_model(self) -> nn.Module:
        """Build the model of the best run, with its best weights."""
        number = self._best()
        path = self.folder / self.settings[number].label / "weights.pt"
        if not path.is_file():
            raise FileNotFoundError(f"no weights {path}; they are kept by sweeps in a notebook")
        with random_state_kept():
            model = self.recipe.make_model(**self.settings[number].model)
        model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
        return model

    def plot(self) -> Figure | None:
        """Draw the curves of all runs on one figure; None if every run diverged."""
        return overlay(self.recipe, self.settings, self.results, self._out)

    def _best(self) -> int:
        losses = [result.get("best_val_loss") for result in self.results]
        found = [(loss, number) for number, loss in enumerate(losses) if loss is not None]
        if not found:
            raise ValueError("no run has a validation loss; they diverged: try smaller rates")
        return min(found)[1]

    @overload
    def __getitem__(self, number: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, number: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, number: Any) -> Any:
        """Return the result of one run."""
        return self.results[number]

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self.results)

    def __repr__(self) -> str:
        """Show the table."""
        return self.table.to_string(index=False, float_format="{:.4g}".format)

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, float_format="{:.4g}".format)


def sweep(
    build: Recipe | Callable[..., nn.Module],
    settings: Mapping[str, Any] | Sequence[Mapping[str, Any] | Setting],
    data: Data | Parts | tuple[Any, Any],
    folder: str | Path = "sweep",
    *,
    epochs: int = 10,
    seed: int = 0,
    **training: Any,
) -> Sweep:
    """Do several runs, skipping those that are finished.

    It can be stopped at any time: called again, it goes on after the last complete epoch. Runs
    are done again when the code that builds the model, a setting or the data has changed.

    Parameters
    ----------
    build : callable or Recipe
        Builds the model, from the settings that are not those of the training.
    settings : mapping or sequence of mapping
        A grid, ``{"lr": [0.1, 0.01], "batch_size": [32, 64]}``, of which every combination is
        tried; or a list of settings, ``[{"lr": 0.1}, {"lr": 0.01, "clip": 1.0}]``. Names are
        ``batch_size``, the keywords of :func:`helpers.fit`, and those of ``build``.
    data : Data or (train, val)
        Runs are compared by their validation loss.
    folder : path
        Every run has the folder ``folder/<setting>`` with its curves, history, result and best
        weights; beside them are the table and the overlay.
    epochs, seed : int
        Of every run that has no other.
    **training
        Other keywords of :func:`helpers.fit`, the same for all runs.

    Returns
    -------
    Sweep
        With ``table``, ``plot()``, ``best`` and ``best_model()``.

    Raises
    ------
    ValueError
        If a name is unknown, or two settings would have the same folder.
    TypeError
        If settings or data are something else.
    """
    data, out = parts_of(data), Path(folder)
    if isinstance(build, Recipe):
        recipe = build
        todo: list[Setting] = list(settings)  # type: ignore[arg-type]
    else:
        todo = settings_of(build, settings, epochs, seed, training)
        recipe = Recipe("", build, digest=_digest(build, todo), report=False)
    results = [_result(recipe, setting, data, out / recipe.name / setting.label)
               for setting in todo]  # fmt: skip
    found = Sweep(recipe, todo, results, out)
    if not recipe.report:
        save(found)
    return found


def save(results: Sweep) -> None:
    """Leave the table and the overlay of a sweep in its folder.

    Parameters
    ----------
    results : Sweep
    """
    results.table.to_csv(results.folder / "sweep.csv", index=False)
    figure = results.plot()
    if figure is not None:
        figure.savefig(results.folder / "sweep.png", dpi=150)


def _result(recipe: Recipe, setting: Setting, data: Data | Parts, folder: Path) -> dict[str, Any]:
    """Do one run, unless it is finished."""
    result = finished(recipe, setting, data, folder)
    if result is not None:
        print(f"{folder}: finished before (delete the folder to do it again)")
        return result
    told = f"batch size {setting.batch_size}, lr {written(setting.lr or 0)}"
    print(f"{folder}: {told}" if recipe.report else folder)
    result = run(recipe, setting, data, folder)
    if result["diverged"]:
        print(f"{folder}: {result['diverged']}")
    return result


def _digest(build: Callable[..., nn.Module], settings: Sequence[Setting]) -> str:
    """Mark the code of the function that builds models, and of the models it builds."""
    with random_state_kept():
        models = [build(**one.model) for one in settings[:1]]
    return fingerprint([build, [[type(part) for part in model.modules()] for model in models]])


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

    rows = [result | result.get("varied", {}) for result in results]
    varied = list(dict.fromkeys(name for one in results for name in one.get("varied", {})))
    columns = varied + [name for name in _COLUMNS if name not in varied]
    frame = pd.DataFrame(rows).reindex(columns=columns)
    unsaid = [name for name in ("batch_size", "lr") if frame[name].isna().all()]
    frame = frame.drop(columns=unsaid)
    return frame.sort_values("best_val_loss", kind="stable").reset_index(drop=True)


def curves(
    recipe: Recipe, settings: Sequence[Setting], results: Sequence[dict[str, Any]], out: Path
) -> dict[str, pd.DataFrame]:
    """Read the epochs of the runs that did not diverge.

    Parameters
    ----------
    recipe : Recipe
    settings, results : sequences of equal length
    out : pathlib.Path

    Returns
    -------
    dict of str to pandas.DataFrame
    """
    import pandas as pd

    return {
        setting.words: pd.read_csv(out / recipe.name / setting.label / "history.csv")
        for setting, result in zip(settings, results, strict=True)
        if not result["diverged"]
    }


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
    from helpers import plots

    found = curves(recipe, settings, results, out)
    return plots.convergence(found) if found else None
