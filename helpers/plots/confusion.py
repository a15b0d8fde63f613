"""The confusion matrix."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm
from matplotlib.figure import Figure

from helpers.plots.canvas import drawing
from helpers.scores import Normalize, normalized

_WHOLE = {"true": "the true class", "pred": "the predicted class", "all": "all examples"}


def confusion_matrix(
    matrix: Any,
    *,
    class_names: Sequence[str] | None = None,
    normalize: bool | Normalize = False,
    ax: Axes | None = None,
) -> Figure:
    """Draw a confusion matrix: rows are true classes, columns are predicted ones.

    The shade is a share, of the true class unless said otherwise, on a scale that lets rare
    mistakes show.

    Parameters
    ----------
    matrix : Evaluation or array of int
        An evaluation, or counts of shape (C, C), rows true.
    class_names : sequence of str, optional
        By default those of the evaluation, or the numbers from 0.
    normalize : bool or {"true", "pred", "all"}
        Whether to write counts (False), or per cent of the true class (True or "true"), of the
        predicted class, or of all examples. The shade follows what is written.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If the matrix is not square, or the names are not as many.

    Examples
    --------
    >>> figure = confusion_matrix([[8, 2], [0, 5]], class_names=["cat", "dog"])
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['cat', 'dog']
    """
    counts = np.asarray(getattr(matrix, "confusion", matrix))
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"the matrix has shape {counts.shape}; expected (C, C), rows true")
    if class_names is None:
        class_names = getattr(matrix, "class_names", [str(n) for n in range(len(counts))])
    if len(class_names) != len(counts):
        raise ValueError(f"{len(class_names)} class names for {len(counts)} classes")

    by: Normalize = "true" if isinstance(normalize, bool) else normalize
    shares = normalized(counts, by)
    top = 1 if by != "all" else max(float(shares.max()), 1e-9)
    side = 1.6 + 0.46 * len(counts)
    with drawing(ax, (side + 0.4, side)) as (figure, (frame, *_)):
        frame.imshow(shares, cmap="Blues", norm=PowerNorm(0.5, 0, top))
        for row, column in zip(*np.nonzero(counts), strict=True):
            share = shares[row, column]
            frame.text(
                column,
                row,
                _percent(share) if normalize else f"{counts[row, column]:d}",
                ha="center",
                va="center",
                fontsize=8 if len(counts) <= 12 else 6,
                color="white" if share > 0.3 * top else "0.1",
            )
        longest = max(len(str(name)) for name in class_names)
        places = range(len(counts))
        frame.set_xticks(
            places,
            class_names,
            rotation=45 if longest > 3 else 0,
            rotation_mode="anchor",
            ha="right" if longest > 3 else "center",
        )
        frame.set_yticks(places, class_names)
        frame.set_xlabel("predicted class" + (f" (per cent of {_WHOLE[by]})" if normalize else ""))
        frame.set_ylabel("true class")
        # Thin lines between the cells lead the eye from a number to its names.
        frame.grid(visible=False)
        edges = np.arange(len(counts) - 1) + 0.5
        frame.hlines(edges, -0.5, len(counts) - 0.5, color="0.85", linewidth=0.6)
        frame.vlines(edges, -0.5, len(counts) - 0.5, color="0.85", linewidth=0.6)
        frame.tick_params(length=0)
    return figure


def _percent(share: float) -> str:
    """Write a share as per cent in few characters."""
    return f"{100 * share:.0f}" if share >= 0.095 else f"{100 * share:.1f}"
