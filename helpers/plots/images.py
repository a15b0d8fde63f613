"""Images side by side."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from matplotlib.figure import Figure

from helpers.plots.canvas import COLORS, drawing


def image_grid(
    images: Any,
    labels: Any = None,
    *,
    predicted: Any = None,
    confidence: Any = None,
    class_names: Sequence[str] | None = None,
    columns: int = 8,
    limit: int = 40,
) -> Figure:
    """Draw images in rows, with labels, and with predictions where given.

    Parameters
    ----------
    images : torch.Tensor or numpy.ndarray
        Shape (N, H, W), (N, C, H, W) or (N, H, W, 3); bytes, floats in 0 to 1, or normalised
        floats, which are scaled to what they span.
    labels : array of int, optional
        True labels, shape (N,).
    predicted : array of int, optional
        Predicted labels, shape (N,); a wrong one is written in red with a cross.
    confidence : array of float, optional
        Probability of the prediction, shape (N,), 0 to 1.
    class_names : sequence of str, optional
        Name of each label.
    columns : int
        Images per row.
    limit : int
        Draw no more than so many, the first.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there are no images, or shapes and lengths do not fit.

    Examples
    --------
    >>> figure = image_grid(torch.zeros(3, 1, 28, 28), [0, 1, 1], class_names=["cat", "dog"])
    >>> [axes.get_title() for axes in figure.axes]
    ['cat', 'dog', 'dog']
    """
    pictures = as_pictures(images)
    titles = _titles(len(pictures), labels, predicted, confidence, class_names)
    pictures, titles = pictures[:limit], titles[:limit]
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    lines = max(title.count("\n") + 1 if title else 0 for title, _ in titles)
    size = 1.15 * columns, (1.05 + 0.17 * lines) * rows
    with drawing(None, size, rows, columns, grid=False) as (figure, axes):
        for frame, picture, (title, right) in zip(axes, pictures, titles, strict=False):
            frame.imshow(picture, cmap="gray", vmin=0, vmax=1)
            # With a height given, matplotlib does not look for a place above the ticks.
            color = "0.1" if right else COLORS[1]
            frame.set_title(title, fontsize=8, color=color, pad=3, y=1.0)
        for frame in axes:
            frame.set_axis_off()
        for frame in axes[len(pictures) :]:
            frame.remove()
    return figure


def as_pictures(images: Any) -> np.ndarray:
    """Turn images of any layout into what is drawn.

    Parameters
    ----------
    images : torch.Tensor or numpy.ndarray
        As :func:`image_grid` takes them.

    Returns
    -------
    numpy.ndarray
        Floats in 0 to 1, shape (N, H, W) or (N, H, W, 3).

    Raises
    ------
    ValueError
        If there are no images, or the shape is none of images.
    """
    array = images.detach().cpu().numpy() if isinstance(images, torch.Tensor) else images
    array = np.asarray(array)
    shape = array.shape
    if array.ndim == 4 and shape[1] in (1, 3):
        array = np.moveaxis(array, 1, -1)
    if array.ndim == 4 and array.shape[-1] == 1:
        array = array[..., 0]
    if len(array) == 0 or not (array.ndim == 3 or (array.ndim == 4 and array.shape[-1] == 3)):
        raise ValueError(
            f"images have shape {shape}; expected at least one, as (N, H, W), (N, 1, H, W) or "
            "(N, 3, H, W)"
        )
    if array.dtype == np.uint8:
        return array / 255
    array = array.astype(float)
    low, high = array.min(), array.max()
    if low < 0 or high > 1:
        array = (array - low) / (high - low) if high > low else np.full_like(array, 0.5)
    return array


def _titles(
    count: int,
    labels: Any,
    predicted: Any,
    confidence: Any,
    class_names: Sequence[str] | None,
) -> list[tuple[str, bool]]:
    """Return the text above each image, and whether its prediction is right."""

    def column(name: str, values: Any) -> list[Any]:
        if values is None:
            return [None] * count
        found = np.asarray(values.cpu() if isinstance(values, torch.Tensor) else values)
        if found.shape != (count,):
            raise ValueError(
                f"{name} has shape {found.shape} for {count} images; expected one each"
            )
        return found.tolist()

    def name(label: int) -> str:
        return str(label) if class_names is None else str(class_names[label])

    titles = []
    for true, guess, sure in zip(
        column("labels", labels),
        column("predicted", predicted),
        column("confidence", confidence),
        strict=True,
    ):
        right = true is None or guess is None or true == guess
        written = [] if true is None else [name(true)]
        if guess is not None:
            mark = "" if true is None else "✓ " if right else "✗ "
            written.append(mark + name(guess) + ("" if sure is None else f" {sure:.0%}"))
        titles.append(("\n".join(written), right))
    return titles
