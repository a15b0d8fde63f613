"""Loss and accuracy over the epochs."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, PercentFormatter

from helpers.plots.canvas import MARKERS, drawing, palette


def convergence(
    history: Any,
    *,
    names: tuple[str, str] = ("training", "validation"),
    ax: Axes | Sequence[Axes] | None = None,
) -> Figure:
    """Draw how training went: loss and accuracy, training and validation.

    Parameters
    ----------
    history : History, pandas.DataFrame, or mapping of label to either
        One run, or several runs to compare on one figure. A table needs the columns ``epoch``,
        ``train_loss`` and whichever of ``val_loss``, ``train_accuracy``, ``val_accuracy`` there
        are.
    names : tuple of str
        What to call the two parts of the data.
    ax : matplotlib.axes.Axes or pair of them, optional
        Draw the loss into the first, the accuracy into the second if there is one.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is no epoch to draw.

    Examples
    --------
    >>> from helpers import History
    >>> figure = convergence(History([{"train_loss": 0.9}, {"train_loss": 0.5}]))
    >>> [axes.get_ylabel() for axes in figure.axes]
    ['loss']
    """
    runs = _tables(history)
    quantities = [
        quantity
        for quantity in ("loss", "accuracy")
        if any(_has(table, f"{part}_{quantity}") for table in runs.values() for part in _PARTS)
    ]
    size = (4.4 * len(quantities) + (1.2 if len(runs) > 1 else 0), 3.4)
    with drawing(ax, size, columns=len(quantities)) as (figure, axes):
        for quantity, frame in zip(quantities, axes, strict=False):
            _draw(frame, runs, quantity)
        _legend(axes, runs, names, quantities)
    return figure


_PARTS = ("train", "val")


def _tables(history: Any) -> dict[str, Any]:
    """Return a table of epochs per run."""
    runs = dict(history) if isinstance(history, Mapping) else {"": history}
    tables = {str(label): getattr(run, "frame", run) for label, run in runs.items()}
    if not tables or any(len(table) == 0 for table in tables.values()):
        raise ValueError("no epoch to draw; expected a History with one at least")
    return tables


def _has(table: Any, column: str) -> bool:
    return column in table and bool(np.isfinite(table[column]).any())


def _draw(frame: Axes, runs: Mapping[str, Any], quantity: str) -> None:
    """Draw one quantity of all runs."""
    single = len(runs) == 1
    colors = palette(max(len(runs), 2))
    for number, table in enumerate(runs.values()):
        for part in _PARTS:
            column = f"{part}_{quantity}"
            if not _has(table, column):
                continue
            solid = part == "val"
            color = colors[number if not single else int(solid)]
            frame.plot(
                table["epoch"],
                table[column],
                color=color,
                linestyle="-" if solid else "--",
                linewidth=1.8 if solid or single else 1.1,
                # Validation is what runs are compared by; with many, the rest steps back.
                alpha=0.4 if not solid and len(runs) > 4 else 1.0,
                marker=MARKERS[number % len(MARKERS)] if solid else None,
                markersize=4,
                markevery=max(1, len(table) // 12),
            )
    frame.set_xlabel("epoch")
    frame.set_ylabel(quantity)
    frame.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    if quantity == "accuracy":
        frame.yaxis.set_major_formatter(PercentFormatter(1.0))
        _show_at_least(frame, 0.01)
    elif frame.get_ylim()[0] < 0.25 * frame.get_ylim()[1]:
        frame.set_ylim(bottom=min(0, frame.get_ylim()[0]) if _goes_below_zero(frame) else 0)
    else:
        _show_at_least(frame, 0.02 * frame.get_ylim()[1])
    if single and quantity == "loss":
        _mark_best(frame, next(iter(runs.values())))


def _show_at_least(frame: Axes, span: float) -> None:
    """Widen the y-axis to this span: a change in the fourth decimal should look like none."""
    low, high = frame.get_ylim()
    missing = span - (high - low)
    if missing > 0:
        frame.set_ylim(low - missing / 2, high + missing / 2)


def _goes_below_zero(frame: Axes) -> bool:
    return any(np.nanmin(np.asarray(line.get_ydata(), float)) < 0 for line in frame.lines)


def _mark_best(frame: Axes, table: Any) -> None:
    """Point out the epoch with the lowest validation loss."""
    if not _has(table, "val_loss"):
        return
    best = table.loc[table["val_loss"].idxmin()]
    frame.plot(
        best["epoch"], best["val_loss"], "o", markersize=9, markerfacecolor="none", color="0.2"
    )
    frame.annotate(
        f"lowest: {best['val_loss']:.3f}\nepoch {best['epoch']:.0f}",
        (best["epoch"], best["val_loss"]),
        xytext=(0, 14),
        textcoords="offset points",
        ha="center",
        fontsize=8,
        color="0.2",
    )


def _legend(
    axes: Sequence[Axes],
    runs: Mapping[str, Any],
    names: tuple[str, str],
    quantities: Sequence[str],
) -> None:
    """Explain line styles, and the runs if there are several."""
    single = len(runs) == 1
    colors = palette(max(len(runs), 2))
    drawn = [
        part
        for part in _PARTS
        if any(_has(table, f"{part}_{q}") for table in runs.values() for q in quantities)
    ]
    styles = [
        Line2D(
            [],
            [],
            color=colors[int(part == "val")] if single else "0.3",
            linestyle="-" if part == "val" else "--",
            marker="o" if part == "val" and single else None,
            markersize=4,
            label=names[_PARTS.index(part)],
        )
        for part in drawn
    ]
    if single:
        for frame in axes[: len(quantities)]:
            frame.legend(handles=styles)
        return
    labels = [
        Line2D([], [], color=colors[n], marker=MARKERS[n % len(MARKERS)], markersize=4, label=label)
        for n, label in enumerate(runs)
    ]
    last = axes[min(len(axes), len(quantities)) - 1]
    last.legend(handles=[*labels, *styles], loc="center left", bbox_to_anchor=(1.01, 0.5))
