"""A photograph beside what a network takes it for."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.plots.canvas import COLORS, drawing

_ENOUGH = 640  # pixels; a photograph of a phone would make a notebook of many megabytes


def predictions(
    photo: Any,
    labels: Sequence[str],
    probabilities: Sequence[float],
    *,
    title: str = "",
    warning: str = "",
    ax: Axes | Sequence[Axes] | None = None,
) -> Figure:
    """Draw a photograph, and beside it the likeliest classes as bars.

    Parameters
    ----------
    photo : PIL.Image.Image or numpy.ndarray
        Colour, shape (H, W, 3).
    labels : sequence of str
        Names of the likeliest classes, the likeliest first.
    probabilities : sequence of float
        Of these, 0 to 1.
    title : str
        Above the photograph.
    warning : str
        Across the picture, where the predictions are not to be believed.
    ax : pair of matplotlib.axes.Axes, optional
        For the photograph and for the bars; by default a new figure is made.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there are not as many labels as probabilities.

    Examples
    --------
    >>> figure = predictions(np.zeros((40, 60, 3), np.uint8), ["night", "coal"], [0.9, 0.1])
    >>> [text.get_text() for text in figure.axes[1].texts]
    ['night  90.0 %', 'coal  10.0 %']
    """
    if len(labels) != len(probabilities):
        raise ValueError(f"{len(labels)} labels and {len(probabilities)} probabilities")
    pixels = np.asarray(photo)
    step = max(1, -(-max(pixels.shape[:2]) // _ENOUGH))
    with drawing(ax, (8.4, 3.1), columns=2) as (figure, (left, right)):
        left.imshow(pixels[::step, ::step])
        left.set_title(title)
        left.axis("off")
        places = [float(place) for place in range(len(labels))]
        right.barh(places, probabilities, height=0.8, color="0.75" if warning else COLORS[6])
        for place, label, share in zip(places, labels, probabilities, strict=True):
            right.text(0.02, place, f"{label}  {share:.1%}".replace("%", " %"), va="center")
        right.set(xlim=(0, 1), xlabel="probability", yticks=[])
        right.invert_yaxis()
        right.grid(visible=False)
        if warning:
            right.set_title(warning, color="#bd1f01", weight="bold")
    return figure
