"""What all pictures share: a figure that shows once, a style, colours."""

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.runtime import in_notebook

# Matthew Petroff's ten colours, chosen to stay apart for colour-blind eyes (arXiv:2107.02270).
COLORS = (
    "#3f90da",
    "#bd1f01",
    "#ffa90e",
    "#832db6",
    "#717581",
    "#e76300",
    "#92dadd",
    "#a96b59",
    "#b9ac70",
    "#94a4a2",
)
# Shapes tell series apart where a printer knows only grey.
MARKERS = "osD^vPX<>*"

_STYLE: Any = {
    "axes.axisbelow": True,
    "axes.edgecolor": "0.3",
    "axes.grid": True,
    "axes.labelsize": 10,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 11,
    "font.size": 10,
    "grid.color": "0.9",
    "legend.fontsize": 9,
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
}


class Picture(Figure):
    """A figure that a notebook shows exactly once, at the latest when its cell ends.

    It is not known to pyplot. As the value of the last line, or given to ``display``, it shows
    there and then; if it was not shown when the cell ends, it shows below the cell. So a call
    in the middle of a cell is not lost, and one on the last line is not shown twice.
    """

    def _ipython_display_(self) -> None:
        if self in _waiting:
            # What was drawn earlier in the cell comes above.
            _show(_waiting[: _waiting.index(self)])
            _waiting.remove(self)
        # IPython's way of saying: go on with the usual display.
        raise NotImplementedError

    def _repr_png_(self) -> bytes:
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", bbox_inches="tight")
        return buffer.getvalue()


_waiting: list[Picture] = []


def _show(pictures: list[Picture]) -> None:
    """Show pictures, which takes them off the waiting list."""
    from IPython.display import display

    for picture in pictures:
        display(picture)


def _show_waiting() -> None:
    """Show, at the end of a cell, what was drawn in it and not shown."""
    _show(list(_waiting))


def _await_end_of_cell(picture: Picture) -> None:
    """Have a picture shown when the cell ends."""
    events = sys.modules["IPython"].get_ipython().events
    if _show_waiting not in events.callbacks["post_execute"]:
        events.register("post_execute", _show_waiting)
    _waiting.append(picture)


@contextmanager
def drawing(
    ax: Axes | Sequence[Axes] | None,
    size: tuple[float, float],
    rows: int = 1,
    columns: int = 1,
    *,
    grid: bool = True,
) -> Iterator[tuple[Figure, list[Axes]]]:
    """Offer axes to draw into, in the style of the course.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or sequence of them, optional
        Draw into these; by default a new figure is made.
    size : tuple of float
        Width and height of a new figure, in inches.
    rows, columns : int
        Frames of a new figure.
    grid : bool
        Lines behind the data; for pictures, not even preparing them saves time.

    Yields
    ------
    figure : matplotlib.figure.Figure
    axes : list of matplotlib.axes.Axes
        Row by row.

    Raises
    ------
    TypeError
        If ``ax`` is something else.
    """
    if ax is not None:
        given = _given(ax)
        with mpl.rc_context(_STYLE):
            yield _figure_of(given[0]), given
        return
    figure = Picture(figsize=size, dpi=110, facecolor="white", layout="constrained")
    FigureCanvasAgg(figure)
    with mpl.rc_context({**_STYLE, "axes.grid": grid}):
        frames = figure.subplots(rows, columns, squeeze=False)
        yield figure, list(frames.ravel())
    if in_notebook():
        _await_end_of_cell(figure)


def _given(ax: Any) -> list[Axes]:
    """Return the axes a caller passed as a list."""
    axes = [ax] if isinstance(ax, Axes) else list(getattr(ax, "flat", ax))
    if not axes or not all(isinstance(one, Axes) for one in axes):
        raise TypeError(f"ax is {ax!r}; expected axes as plt.subplots() gives them")
    return axes


def _figure_of(ax: Axes) -> Figure:
    figure = ax.get_figure()
    while not isinstance(figure, Figure):
        figure = figure.figure  # type: ignore[union-attr]
    return figure


def palette(count: int) -> list[Any]:
    """Return as many colours that can be told apart.

    Parameters
    ----------
    count : int

    Returns
    -------
    list
        Colours as matplotlib takes them.

    Examples
    --------
    >>> len(palette(3)), len(set(palette(25)))
    (3, 25)
    """
    if count <= len(COLORS):
        return list(COLORS[:count])
    return [mpl.colormaps["viridis"](place / (count - 1) * 0.95) for place in range(count)]
