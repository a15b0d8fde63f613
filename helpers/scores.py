"""Figures that a confusion matrix holds: shares, per-class report, confused pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

Normalize = Literal["true", "pred", "all"]
WAYS = ("true", "pred", "all")


def confusion_counts(y_true: np.ndarray, y_pred: np.ndarray, classes: int) -> np.ndarray:
    """Count how often each class was taken for each.

    Parameters
    ----------
    y_true, y_pred : numpy.ndarray
        Labels, shape (N,), 0 to C - 1.
    classes : int
        Number of classes C.

    Returns
    -------
    numpy.ndarray
        Shape (C, C): row = true class, column = predicted class.

    Examples
    --------
    >>> confusion_counts(np.array([0, 0, 1]), np.array([1, 1, 1]), 2)
    array([[0, 2],
           [0, 1]])
    """
    cells = y_true * classes + y_pred
    return np.bincount(cells, minlength=classes**2).reshape(classes, classes)


def normalized(counts: np.ndarray, by: Normalize) -> np.ndarray:
    """Turn counts into shares.

    Parameters
    ----------
    counts : numpy.ndarray
        Confusion matrix, shape (C, C), true classes on the rows.
    by : {"true", "pred", "all"}
        Whether rows add up to 1 (shares of the true class: the diagonal is the recall),
        columns (shares of the predicted class: the precision), or the whole matrix.

    Returns
    -------
    numpy.ndarray
        Shape (C, C), 0 to 1. A class without examples gives zeros.

    Raises
    ------
    ValueError
        If ``by`` is none of the three.

    Examples
    --------
    >>> normalized(np.array([[3, 1], [0, 4]]), "true").tolist()
    [[0.75, 0.25], [0.0, 1.0]]
    >>> normalized(np.array([[3, 1], [0, 4]]), "pred").tolist()
    [[1.0, 0.2], [0.0, 0.8]]
    """
    if by not in WAYS:
        raise ValueError(f"normalize is {by!r}; expected 'true', 'pred' or 'all'")
    axis = {"true": 1, "pred": 0, "all": None}[by]
    return counts / np.maximum(counts.sum(axis=axis, keepdims=True), 1)


def class_report(counts: np.ndarray, class_names: Sequence[str]) -> pd.DataFrame:
    """Tabulate precision, recall, F1 and number of examples per class.

    Parameters
    ----------
    counts : numpy.ndarray
        Confusion matrix, shape (C, C), true classes on the rows.
    class_names : sequence of str
        C names.

    Returns
    -------
    pandas.DataFrame
        One row per class, then ``mean``: the average over the classes. A figure that is not
        defined, such as the precision of a class that was never predicted, is NaN and left
        out of the average.

    Examples
    --------
    >>> class_report(np.array([[8, 2], [0, 10]]), ["cat", "dog"]).round(2)
           precision  recall    f1  examples
    class
    cat         1.00     0.8  0.89        10
    dog         0.83     1.0  0.91        10
    mean        0.92     0.9  0.90        20
    """
    import pandas as pd

    right = counts.diagonal().astype(float)
    true, predicted = counts.sum(axis=1), counts.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        table = pd.DataFrame(
            {
                "precision": right / predicted,
                "recall": right / true,
                "f1": 2 * right / (true + predicted),
                "examples": true,
            },
            index=pd.Index(class_names, name="class"),
        )
    mean = table.mean().to_frame("mean").T
    mean["examples"] = counts.sum()
    return pd.concat([table, mean.astype({"examples": true.dtype})]).rename_axis("class")


def confused_pairs(counts: np.ndarray, class_names: Sequence[str], n: int) -> pd.DataFrame:
    """List which class was most often taken for which.

    Parameters
    ----------
    counts : numpy.ndarray
        Confusion matrix, shape (C, C), true classes on the rows.
    class_names : sequence of str
        C names.
    n : int
        How many pairs at most.

    Returns
    -------
    pandas.DataFrame
        Columns ``true``, ``predicted``, ``count``, ``share`` (of the true class, 0 to 1); the
        most frequent first.

    Examples
    --------
    >>> confused_pairs(np.array([[6, 4], [1, 9]]), ["cat", "dog"], n=5)
      true predicted  count  share
    0  cat       dog      4    0.4
    1  dog       cat      1    0.1
    """
    import pandas as pd

    errors = counts - np.diag(counts.diagonal())
    order = np.argsort(-errors, axis=None, kind="stable")[:n]
    true, predicted = np.unravel_index(order, errors.shape)
    count = errors[true, predicted]
    named = np.array(class_names, dtype=object)
    table = pd.DataFrame({"true": named[true], "predicted": named[predicted], "count": count})
    table["share"] = count / np.maximum(counts.sum(axis=1)[true], 1)
    return table[table["count"] > 0]
