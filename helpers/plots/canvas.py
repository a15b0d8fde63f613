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
    "figure.dpi": 110,
    "figure.facecolor": "white",
    "figure.max_open_warning": 0,  # the warning would go to stderr
    "font.size": 10,
    "grid.color": "0.9",
    "legend.fontsize": 9,
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
}


class Picture(Figure):
    """A figure that a notebook shows once.

    Jupyter's inline backend shows every open figure at the end of a cell, and shows a value on
    the last line as well: the same figure twice. A picture stays open, so that the end of the
    cell shows it wherever in the cell it was drawn, and keeps silent as a value until then.
    Later it shows like any figure.
    """

    def _ipython_display_(self) -> None:
        if not _is_open(self):
            # IPython's way of saying: go on with the usual display.
            raise NotImplementedError

    def _repr_png_(self) -> bytes:
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", bbox_inches="tight")
        return buffer.getvalue()


@contextmanager
def drawing(
    ax: Axes | Sequence[Axes] | None, size: tuple[float, float], rows: int = 1, columns: int = 1
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
    with mpl.rc_context(_STYLE):
        if ax is not None:
            given = _given(ax)
            yield _figure_of(given[0]), given
            return
        figure = _new(size)
        try:
            frames = figure.subplots(rows, columns, squeeze=False)
            yield figure, list(frames.ravel())
        except BaseException:
            _close(figure)
            raise


def _new(size: tuple[float, float]) -> Figure:
    """Make a figure; open it in pyplot only where the end of the cell shows and closes it."""
    if in_notebook() and "inline" in mpl.get_backend():
        from matplotlib import pyplot as plt

        return plt.figure(figsize=size, layout="constrained", FigureClass=Picture)
    figure = Picture(figsize=size, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _is_open(figure: Figure) -> bool:
    """Tell whether pyplot still holds a figure."""
    plt = sys.modules.get("matplotlib.pyplot")
    return plt is not None and any(plt.figure(n) is figure for n in plt.get_fignums())


def _close(figure: Figure) -> None:
    plt = sys.modules.get("matplotlib.pyplot")
    if plt is not None:
        plt.close(figure)


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

    Examples
    --------
    >>> len(palette(3)), len(set(palette(25)))
    (3, 25)
    """
    if count <= len(COLORS):
        return list(COLORS[:count])
    return [mpl.colormaps["viridis"](place / (count - 1) * 0.95) for place in range(count)]
