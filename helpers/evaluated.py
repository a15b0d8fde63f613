"""What came out when a network was evaluated, and all that can be told from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import torch

from helpers import scores
from helpers.calibration import Calibration, calibrate
from helpers.cases import Cases, Fetch, Keeper

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False, repr=False)
class Evaluation:
    """What a classifier made of a data set of N examples and C classes.

    Attributes
    ----------
    logits : numpy.ndarray
        What the model gave, shape (N, C).
    y_true : numpy.ndarray
        Labels, shape (N,), in the order of the data.
    loss : float
        Mean over the examples.
    class_names : tuple of str
        C names.
    fetch : callable, optional
        Gives the images at some positions, shape (M, ...). None of them is held here: they are
        read from the data again, of which this keeps a reference.
    """

    logits: np.ndarray
    y_true: np.ndarray
    loss: float
    class_names: tuple[str, ...]
    fetch: Fetch | None = None

    @cached_property
    def y_pred(self) -> np.ndarray:
        """Predicted labels, shape (N,)."""
        return self.logits.argmax(axis=1)

    @cached_property
    def probabilities(self) -> np.ndarray:
        """Softmax of the logits, shape (N, C)."""
        raised = np.exp(self.logits - self.logits.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)

    @cached_property
    def confidence(self) -> np.ndarray:
        """Probability of the predicted class, shape (N,), 0 to 1."""
        return self.probabilities.max(axis=1)

    @property
    def accuracy(self) -> float:
        """Share of right predictions, 0 to 1."""
        return float((self.y_pred == self.y_true).mean())

    @cached_property
    def losses(self) -> np.ndarray:
        """Cross-entropy of each example, shape (N,)."""
        shifted = self.logits - self.logits.max(axis=1, keepdims=True)
        own = np.take_along_axis(shifted, self.y_true[:, None], axis=1)[:, 0]
        return np.log(np.exp(shifted).sum(axis=1)) - own

    @property
    def right(self) -> np.ndarray:
        """Whether each prediction is right, bool, shape (N,)."""
        return self.y_pred == self.y_true

    @cached_property
    def wrong(self) -> np.ndarray:
        """Positions of the examples that were predicted wrongly."""
        return np.flatnonzero(~self.right)

    @cached_property
    def confusion(self) -> np.ndarray:
        """Confusion matrix, shape (C, C): row = true class, column = predicted class, counts."""
        return scores.confusion_counts(self.y_true, self.y_pred, len(self.class_names))

    def confusion_table(self, normalize: scores.Normalize | None = None) -> pd.DataFrame:
        """Tabulate the confusion matrix with class names, true classes on the rows.

        Parameters
        ----------
        normalize : {"true", "pred", "all"}, optional
            Shares of the true class (rows add up to 1), of the predicted class (columns), or
            of all examples; by default counts.

        Returns
        -------
        pandas.DataFrame
            Shape (C, C).
        """
        import pandas as pd

        cells = scores.normalized(self.confusion, normalize) if normalize else self.confusion
        true, predicted = (pd.Index(self.class_names, name=of) for of in ("true", "predicted"))
        return pd.DataFrame(cells, index=true, columns=predicted)

    def report(self) -> pd.DataFrame:
        """Tabulate precision, recall, F1 and examples; see :func:`helpers.scores.class_report`."""
        return scores.class_report(self.confusion, self.class_names)

    def most_confused(self, n: int = 5) -> pd.DataFrame:
        """List the commonest mistakes; see :func:`helpers.scores.confused_pairs`.

        Parameters
        ----------
        n : int
            How many pairs of classes at most.

        Returns
        -------
        pandas.DataFrame
            Columns ``true``, ``predicted``, ``count``, ``share`` (of the true class, 0 to 1).
        """
        return scores.confused_pairs(self.confusion, self.class_names, n)

    def calibration(self, bins: int = 15) -> Calibration:
        """Compare confidence with accuracy; see :func:`helpers.calibration.calibrate`."""
        return calibrate(self.confidence, self.right, bins)

    def examples(self, positions: Sequence[int] | np.ndarray) -> Cases:
        """Fetch some examples with their images.

        Parameters
        ----------
        positions : sequence of int
            Places in the order of the data, 0 to N - 1.

        Returns
        -------
        Cases

        Raises
        ------
        LookupError
            If the data could be read only once and these images were not kept, or there is no
            such position.
        """
        at = np.asarray(positions, dtype=int).reshape(-1)
        if at.size and not 0 <= at.min() <= at.max() < len(self.y_true):
            raise LookupError(
                f"positions run from {at.min()} to {at.max()}; expected 0 to {len(self.y_true) - 1}"
            )
        if self.fetch is None:
            raise LookupError("this evaluation knows no images; make one with helpers.evaluate")
        images = self.fetch(at.tolist()) if at.size else torch.zeros(0)
        return Cases(
            positions=at,
            images=images,
            y_true=self.y_true[at],
            y_pred=self.y_pred[at],
            confidence=self.confidence[at],
            loss=self.losses[at],
            class_names=self.class_names,
        )

    def mistakes(
        self, n: int = 24, *, true: int | str | None = None, predicted: int | str | None = None
    ) -> Cases:
        """Fetch examples that were predicted wrongly, the most confident ones first.

        Parameters
        ----------
        n : int
            How many at most.
        true, predicted : int or str, optional
            Label or class name: only mistakes of this true class, only those taken for this one.

        Returns
        -------
        Cases
            Of data that could be read only once, from the 64 of the highest loss.
        """
        at = self.wrong
        if true is not None:
            at = at[self.y_true[at] == self._label(true)]
        if predicted is not None:
            at = at[self.y_pred[at] == self._label(predicted)]
        if isinstance(self.fetch, Keeper):
            at = at[np.isin(at, list(self.fetch.images))]
        return self.examples(at[np.argsort(-self.confidence[at], kind="stable")][:n])

    def top_losses(self, n: int = 24) -> Cases:
        """Fetch the examples with the highest cross-entropy, the highest first.

        Parameters
        ----------
        n : int
            How many.

        Returns
        -------
        Cases
        """
        return self.examples(np.argsort(-self.losses, kind="stable")[:n])

    def _label(self, of: int | str) -> int:
        """Find a class by its name or label."""
        if isinstance(of, str) and of in self.class_names:
            return self.class_names.index(of)
        if not isinstance(of, str) and 0 <= of < len(self.class_names):
            return int(of)
        raise ValueError(f"no class {of!r}; expected one of {', '.join(self.class_names)}")

    def plot_confusion(
        self, ax: Axes | None = None, *, normalize: bool | scores.Normalize = False
    ) -> Figure:
        """Draw the confusion matrix; see :func:`helpers.plots.confusion_matrix`."""
        from helpers import plots

        return plots.confusion_matrix(self, normalize=normalize, ax=ax)

    def plot_calibration(self, ax: Axes | None = None, *, bins: int = 15) -> Figure:
        """Draw the reliability diagram; see :func:`helpers.plots.reliability`."""
        from helpers import plots

        return plots.reliability(self.calibration(bins), ax=ax)

    def plot_mistakes(self, n: int = 24) -> Figure:
        """Draw the most confident mistakes; see :func:`helpers.plots.gallery`."""
        from helpers import plots

        return plots.gallery(self, n=n)

    def __repr__(self) -> str:
        """Summarise in one line."""
        return (
            f"Evaluation: accuracy {self.accuracy:.2%}, loss {self.loss:.4f}, "
            f"{len(self.wrong)} of {len(self.y_true)} wrong"
        )
