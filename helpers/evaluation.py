"""Everything about a trained network, from one pass over the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from helpers.batches import Batches, Loss, batches, forward
from helpers.batches import class_names as names_of
from helpers.loader import TensorLoader
from helpers.modes import mode
from helpers.runtime import get_device
from helpers.sums import Sums, value

if TYPE_CHECKING:
    import pandas as pd
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
    """

    logits: np.ndarray
    y_true: np.ndarray
    loss: float
    class_names: tuple[str, ...]

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
    def wrong(self) -> np.ndarray:
        """Positions of the examples that were predicted wrongly."""
        return np.flatnonzero(self.y_pred != self.y_true)

    @cached_property
    def confusion(self) -> np.ndarray:
        """Confusion matrix, shape (C, C): row = true class, column = predicted class, counts."""
        classes = len(self.class_names)
        cells = self.y_true * classes + self.y_pred
        return np.bincount(cells, minlength=classes**2).reshape(classes, classes)

    def report(self) -> pd.DataFrame:
        """Tabulate precision, recall, F1 and number of examples per class.

        Returns
        -------
        pandas.DataFrame
            One row per class, then ``mean``: the average over the classes. A figure that is
            not defined, such as the precision of a class that was never predicted, is NaN and
            left out of the average.
        """
        import pandas as pd

        right = self.confusion.diagonal().astype(float)
        true, predicted = self.confusion.sum(axis=1), self.confusion.sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            table = pd.DataFrame(
                {
                    "precision": right / predicted,
                    "recall": right / true,
                    "f1": 2 * right / (true + predicted),
                    "examples": true,
                },
                index=pd.Index(self.class_names, name="class"),
            )
        mean = table.mean().to_frame("mean").T
        mean["examples"] = len(self.y_true)
        return pd.concat([table, mean.astype({"examples": true.dtype})]).rename_axis("class")

    def most_confused(self, n: int = 5) -> pd.DataFrame:
        """List the pairs of classes that were mistaken for each other most often.

        Parameters
        ----------
        n : int
            How many pairs at most.

        Returns
        -------
        pandas.DataFrame
            Columns ``true``, ``predicted``, ``count``, ``share`` (of the true class, 0 to 1);
            the most frequent first.
        """
        import pandas as pd

        errors = self.confusion - np.diag(self.confusion.diagonal())
        order = np.argsort(-errors, axis=None, kind="stable")[:n]
        true, predicted = np.unravel_index(order, errors.shape)
        count = errors[true, predicted]
        named = np.array(self.class_names, dtype=object)
        table = pd.DataFrame({"true": named[true], "predicted": named[predicted], "count": count})
        table["share"] = count / np.maximum(self.confusion.sum(axis=1)[true], 1)
        return table[table["count"] > 0]

    def plot_confusion(self, ax: Any = None, *, normalize: bool = False) -> Figure:
        """Draw the confusion matrix; see :func:`helpers.plots.confusion_matrix`.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
        normalize : bool
            Whether to write shares of the true class and not counts.

        Returns
        -------
        matplotlib.figure.Figure
        """
        from helpers import plots

        return plots.confusion_matrix(self, normalize=normalize, ax=ax)

    def __repr__(self) -> str:
        """Summarise in one line."""
        return (
            f"Evaluation: accuracy {self.accuracy:.2%}, loss {self.loss:.4f}, "
            f"{len(self.wrong)} of {len(self.y_true)} wrong"
        )


@torch.no_grad()
def evaluate(
    model: nn.Module,
    data: Batches,
    *,
    loss: Loss | None = None,
    device: torch.device | str | None = None,
    class_names: Sequence[str] | None = None,
) -> Evaluation:
    """Run a classifier over a data set once, in eval mode and without gradients.

    Parameters
    ----------
    model : torch.nn.Module
        Gives logits (B, C). Its mode afterwards is what it was before.
    data : iterable of (x, y)
        Batches, such as ``data.test`` or a ``DataLoader``. A ``TensorLoader`` is read in the
        order of its images even if it shuffles.
    loss : callable, optional
        ``loss(logits, y)`` giving the mean over the batch; by default cross-entropy.
    device : torch.device or str, optional
        By default where the model is. The model stays there.
    class_names : sequence of str, optional
        C names; by default those of the data, else the labels themselves.

    Returns
    -------
    Evaluation

    Raises
    ------
    ValueError
        If batches, labels, class names and model do not fit together.

    Examples
    --------
    >>> model = nn.Identity()
    >>> logits = torch.tensor([[2.0, 0.0], [2.0, 0.0], [0.0, 1.0]])
    >>> evaluation = evaluate(model, [(logits, torch.tensor([0, 1, 1]))])
    >>> evaluation
    Evaluation: accuracy 66.67%, loss 0.8557, 1 of 3 wrong
    >>> evaluation.confusion
    array([[1, 0],
           [1, 1]])
    """
    if not isinstance(model, nn.Module):
        raise TypeError(f"model is {type(model).__name__}; expected a torch.nn.Module")
    place = _place_of(model, device)
    model.to(place)
    loss = nn.CrossEntropyLoss() if loss is None else loss
    names = names_of(data) if class_names is None else tuple(class_names)
    ordered = data.in_order() if isinstance(data, TensorLoader) else data

    sums = Sums(loss, place)
    logits, labels = [], []
    with mode(model, training=False):
        for x, y in batches(ordered, place):
            out = forward(model, x)
            sums.add(value(loss, out, y, look=True), out, y)
            logits.append(out.float().cpu())
            labels.append(y.cpu())
    gathered, known = torch.cat(logits), torch.cat(labels)
    names = _check(gathered, known, names)
    return Evaluation(gathered.numpy(), known.numpy(), sums.means()["loss"], names)


def _check(
    logits: torch.Tensor, labels: torch.Tensor, names: tuple[str, ...] | None
) -> tuple[str, ...]:
    """Refuse what is not a classification; return a name for every class."""
    if logits.ndim != 2 or labels.ndim != 1 or labels.is_floating_point():
        raise ValueError(
            f"the model gave {tuple(logits.shape)} for targets {tuple(labels.shape)} of "
            f"{labels.dtype}; expected logits (N, C) and integer labels (N,)"
        )
    classes = logits.shape[1]
    if names is None:
        names = tuple(str(label) for label in range(classes))
    if len(names) != classes:
        raise ValueError(f"{len(names)} class names, but the model tells {classes} classes apart")
    if int(labels.min()) < 0 or int(labels.max()) >= classes:
        raise ValueError(
            f"labels run from {int(labels.min())} to {int(labels.max())}; expected 0 to "
            f"{classes - 1}"
        )
    return names


def _place_of(model: nn.Module, device: torch.device | str | None) -> torch.device:
    """Return the device asked for, else the model's."""
    if device is not None:
        return get_device(device)
    return next((parameter.device for parameter in model.parameters()), torch.device("cpu"))
