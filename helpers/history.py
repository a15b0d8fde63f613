"""What a training run did, epoch by epoch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from torch import Tensor

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

COLUMNS = ("epoch", "train_loss", "val_loss", "train_accuracy", "val_accuracy", "seconds")


class History:
    """Losses and accuracies of a training run, one row per epoch.

    Parameters
    ----------
    rows : iterable of mapping, optional
        One mapping per epoch, with the columns below.
    monitor : str, optional
        Column that tells which epoch is the best; by default the validation loss, or the
        training loss where there is no validation.
    direction : {"min", "max"}
        Whether less of it is better, or more.
    columns : sequence of str
        Columns there are in any case.

    Attributes
    ----------
    rows : list of dict
        ``epoch`` (from 1), ``train_loss``, ``val_loss`` (means over samples),
        ``train_accuracy``, ``val_accuracy`` (0 to 1), ``seconds``. What was not measured is NaN.
        Then whatever else was measured, such as ``val_f1``, and ``lr`` under a schedule.
    best_state : dict or None
        Copy of the weights after the best epoch, for ``model.load_state_dict``.

    Examples
    --------
    >>> history = History([{"epoch": 1, "train_loss": 0.9}, {"epoch": 2, "train_loss": 0.4}])
    >>> len(history), history["train_loss"].tolist(), history.best["epoch"]
    (2, [0.9, 0.4], 2)
    >>> history.frame[["epoch", "train_loss"]]
       epoch  train_loss
    0      1         0.9
    1      2         0.4
    """

    def __init__(
        self,
        rows: Iterable[Mapping[str, float]] = (),
        *,
        monitor: str | None = None,
        direction: Literal["min", "max"] = "min",
        columns: Sequence[str] = COLUMNS,
    ) -> None:
        self.monitor = monitor
        self.direction = direction
        self.columns = tuple(columns)
        self.rows: list[dict[str, float]] = []
        self.best_state: dict[str, Tensor] | None = None
        self._best: int | None = None
        for row in rows:
            self.append(row)

    def append(self, row: Mapping[str, float]) -> bool:
        """Add an epoch.

        Parameters
        ----------
        row : mapping
            Some of the columns, and any others.

        Returns
        -------
        bool
            Whether it is the best one so far. The first of equals counts.
        """
        empty = dict.fromkeys(self.columns[1:], float("nan"))
        full = {"epoch": len(self.rows) + 1} | empty | dict(row)
        self.rows.append(full)
        if self._best is None or self._cost(full) < self._cost(self.rows[self._best]):
            self._best = len(self.rows) - 1
            return True
        return False

    @property
    def frame(self) -> pd.DataFrame:
        """The whole run as a table, one row per epoch."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=None if self.rows else list(self.columns))

    @property
    def best(self) -> dict[str, float]:
        """Row of the best epoch: by default of the lowest validation loss.

        Raises
        ------
        ValueError
            If no epoch was trained.
        """
        if self._best is None:
            raise ValueError("no epoch was trained, so there is no best one")
        return self.rows[self._best]

    @property
    def since_best(self) -> int:
        """Epochs since the best one."""
        return 0 if self._best is None else len(self.rows) - 1 - self._best

    @property
    def score(self) -> float:
        """What is monitored, in the last epoch."""
        return self._monitored(self.rows[-1])

    def plot(self, ax: Any = None) -> Figure:
        """Draw loss and accuracy over the epochs; see :func:`helpers.plots.convergence`.

        Parameters
        ----------
        ax : matplotlib.axes.Axes or pair of them, optional

        Returns
        -------
        matplotlib.figure.Figure
        """
        from helpers import plots

        return plots.convergence(self, ax=ax)

    def __getitem__(self, column: str) -> np.ndarray:
        """Return a column, one number per epoch."""
        names = list(self.rows[0]) if self.rows else list(self.columns)
        if column not in names:
            raise KeyError(f"no column {column!r}; expected one of {', '.join(names)}")
        return np.array([row[column] for row in self.rows])

    def __len__(self) -> int:
        """Return the number of epochs."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Show the table."""
        return repr(self.frame)

    def _repr_html_(self) -> str:
        return self.frame.to_html(index=False, float_format="{:.4f}".format)

    def _monitored(self, row: Mapping[str, float]) -> float:
        if self.monitor is not None:
            return float(row[self.monitor])
        return float(row["train_loss"] if np.isnan(row["val_loss"]) else row["val_loss"])

    def _cost(self, row: Mapping[str, float]) -> float:
        """Return what the best epoch has least of."""
        score = self._monitored(row)
        if np.isnan(score):
            return float("inf")
        return -score if self.direction == "max" else score
