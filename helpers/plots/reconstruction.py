"""What an autoencoder gives back."""

from typing import Any

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import Tensor

from helpers.plots.canvas import drawing
from helpers.plots.images import as_pictures


def reconstructions(inputs: Any, outputs: Any, *, n: int = 10, errors: bool = True) -> Figure:
    """Draw images over what an autoencoder gave back for them.

    Parameters
    ----------
    inputs : torch.Tensor or numpy.ndarray
        Images, shape (N, C, H, W) or (N, H, W).
    outputs : torch.Tensor or numpy.ndarray, or mapping of name to either
        As many numbers per image, in any shape, such as (N, H * W); several autoencoders are
        drawn in one row each.
    n : int
        Draw no more than so many, the first.
    errors : bool
        Whether to write the mean squared error below each reconstruction.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If shapes do not fit.

    Examples
    --------
    >>> x = torch.rand(3, 1, 8, 8)
    >>> figure = reconstructions(x, {"good": x, "poor": torch.zeros(3, 64)})
    >>> figure.axes[3].get_ylabel(), figure.axes[3].get_xlabel()
    ('good', '0.0000')
    """
    x = _tensor(inputs)[:n]
    x = x[:, None] if x.ndim == 3 else x
    named = dict(outputs) if isinstance(outputs, dict) else {"output": outputs}
    rows = {"input": x} | {str(name): _like(x, out, n, str(name)) for name, out in named.items()}
    stacked = torch.cat(list(rows.values()))
    # One scale for all, so that a pale reconstruction looks pale.
    shown = np.split(as_pictures(_on_scale_of(x, stacked)), len(rows))
    columns = len(x)
    with drawing(
        None, (1.05 * columns + 0.4, (1.25 if errors else 1.08) * len(rows)), len(rows), columns
    ) as (
        figure,
        axes,
    ):
        frames = np.reshape(np.array(axes, dtype=object), (len(rows), columns))
        for line, tiles, (name, values) in zip(frames, shown, rows.items(), strict=True):
            line[0].set_ylabel(name, fontsize=10)
            for place, (frame, tile) in enumerate(zip(line, tiles, strict=True)):
                frame.imshow(tile, cmap="gray", vmin=0, vmax=1)
                frame.set_xticks([])
                frame.set_yticks([])
                frame.grid(visible=False)
                frame.spines[:].set_visible(False)
                if errors and name != "input":
                    error = float((values[place] - x[place]).square().mean())
                    frame.set_xlabel(f"{error:.4f}", fontsize=8, labelpad=2)
        if errors:
            figure.supxlabel("mean squared error of each", fontsize=8)
    return figure


def _on_scale_of(x: Tensor, values: Tensor) -> Tensor:
    """Clip to what the images span: one wild number would turn all else grey."""
    low, high = min(float(x.min()), 0.0), float(x.max())
    high = max(high, 1.0) if low == 0.0 else high
    return values.clamp(low, high)


def _tensor(values: Any) -> Tensor:
    found = values.detach().cpu() if isinstance(values, Tensor) else torch.as_tensor(values)
    return found.float() / 255 if found.dtype == torch.uint8 else found.float()


def _like(x: Tensor, outputs: Any, n: int, name: str) -> Tensor:
    """Bring outputs into the shape of the images."""
    out = _tensor(outputs)[:n]
    if x.ndim != 4 or len(x) == 0 or len(out) != len(x) or out.numel() != x.numel():
        raise ValueError(
            f"inputs have shape {tuple(x.shape)} and {name} {tuple(out.shape)}; expected as many "
            "numbers for as many images, N at least 1"
        )
    return out.reshape(x.shape)
