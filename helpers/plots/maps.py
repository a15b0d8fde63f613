"""What convolutions look for, and what they find."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor, nn

from helpers.layers import find_layer, name_of, outputs_of
from helpers.plots.canvas import drawing
from helpers.plots.images import as_pictures


def feature_maps(
    model: nn.Module,
    image: Tensor,
    *,
    layer: nn.Module | str | None = None,
    limit: int = 16,
    columns: int = 8,
) -> Figure:
    """Draw what a layer makes of one image: one map per channel, all on one scale.

    Parameters
    ----------
    model : torch.nn.Module
        Run in eval mode, which is undone.
    image : torch.Tensor
        One image as the network expects it, shape (C, H, W) or (1, C, H, W).
    layer : torch.nn.Module or str, optional
        The layer or its name; by default the first convolution.
    limit : int
        Draw no more maps than so many, the first.
    columns : int
        Maps per row.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If the image is not one, or the layer gives no maps.

    Examples
    --------
    >>> import torch
    >>> figure = feature_maps(nn.Conv2d(1, 3, 3), torch.zeros(1, 8, 8))
    >>> [axes.get_title() for axes in figure.axes[:4]]
    ['input', '0', '1', '2']
    """
    batch = image[None] if image.ndim == 3 else image
    if batch.ndim != 4 or len(batch) != 1:
        raise ValueError(
            f"image has shape {tuple(image.shape)}; expected one image, (C, H, W), such as x[0]"
        )
    part = find_layer(model, layer)
    found = outputs_of(model, part, batch)
    if found.ndim != 4:
        raise ValueError(
            f"{name_of(model, part)} gives shape {tuple(found.shape)}; expected maps "
            "(1, channels, H, W), as a convolution, an activation or a pooling gives"
        )
    maps = found[0, :limit].float().numpy()
    count = len(maps) + 1
    columns = min(columns, count)
    rows = -(-count // columns)
    # Zero stays in the middle, so that a negative answer does not look like a positive one.
    reach = float(np.abs(maps).max()) or 1.0
    signed = bool((maps < 0).any())
    with drawing(None, (1.15 * columns + 0.6, 1.28 * rows + 0.3), rows, columns) as (figure, axes):
        _bare(axes)
        axes[0].imshow(as_pictures(batch)[0], cmap="gray", vmin=0, vmax=1)
        axes[0].set_title("input", fontsize=8, pad=3, weight="bold")
        for number, (frame, shown) in enumerate(zip(axes[1:], maps, strict=False)):
            image_ = frame.imshow(
                shown,
                cmap="PuOr_r" if signed else "viridis",
                vmin=-reach if signed else 0,
                vmax=reach,
            )
            frame.set_title(str(number), fontsize=8, pad=3)
        for frame in axes[count:]:
            frame.remove()
        bar = figure.colorbar(image_, ax=axes[:count], shrink=0.9, pad=0.01, aspect=30)
        bar.ax.tick_params(labelsize=7)
        total = found.shape[1]
        many = f"first {len(maps)} of {total} channels" if len(maps) < total else "all channels"
        figure.suptitle(f"{name_of(model, part)}, {many}, {maps.shape[1]}x{maps.shape[2]}")
    return figure


def filters(
    model: nn.Module,
    *,
    layer: nn.Module | str | None = None,
    limit: int = 16,
    columns: int = 8,
) -> Figure:
    """Draw the weights of a convolution.

    Filters over three channels are drawn in colour; of filters over more, a row shows the
    first channels of each. Otherwise zero is white, and all are on one scale.

    Parameters
    ----------
    model : torch.nn.Module
    layer : torch.nn.Module or str, optional
        A ``torch.nn.Conv2d`` or its name; by default the first.
    limit : int
        Draw no more filters than so many, the first.
    columns : int
        Filters per row, and channels drawn of a filter over many.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If the layer is no convolution.

    Examples
    --------
    >>> figure = filters(nn.Conv2d(1, 6, 5))
    >>> figure.get_suptitle()
    'Conv2d, 6 filters 5x5 over 1 channel'
    """
    part = find_layer(model, layer)
    if not isinstance(part, nn.Conv2d):
        raise ValueError(f"{name_of(model, part)} has no filters; expected a torch.nn.Conv2d")
    weights = part.weight.detach().float().cpu().numpy()
    total, channels, height, width = weights.shape
    reach = float(np.abs(weights).max()) or 1.0
    deep = channels not in (1, 3)
    if deep:
        limit = min(limit, 8)
        columns = min(columns, channels)
        tiles: list[Any] = [tile for one in weights[:limit] for tile in one[:columns]]
    elif channels == 3:
        tiles = [np.moveaxis(one, 0, -1) / (2 * reach) + 0.5 for one in weights[:limit]]
    else:
        tiles = [one[0] for one in weights[:limit]]
    columns = min(columns, len(tiles))
    rows = -(-len(tiles) // columns)
    with drawing(None, (0.95 * columns + 0.9, 0.95 * rows + 0.6), rows, columns) as (figure, axes):
        _bare(axes)
        for number, (frame, tile) in enumerate(zip(axes, tiles, strict=False)):
            image = frame.imshow(tile, cmap="PuOr_r", vmin=-reach, vmax=reach)
            frame.set_frame_on(True)
            if deep and number % columns == 0:
                frame.set_ylabel(f"filter {number // columns}", fontsize=8)
            if deep and number < columns:
                frame.set_title(f"channel {number}", fontsize=8, pad=3)
        for frame in axes[len(tiles) :]:
            frame.remove()
        if channels != 3:
            bar = figure.colorbar(image, ax=axes[: len(tiles)], shrink=0.9, pad=0.01, aspect=30)
            bar.ax.tick_params(labelsize=7)
        drawn = min(limit, total)
        many = f"{total} filters" if drawn == total else f"first {drawn} of {total} filters"
        over = f"{channels} channel" + ("s" if channels != 1 else "")
        figure.suptitle(f"{name_of(model, part)}, {many} {height}x{width} over {over}")
    return figure


def _bare(axes: list[Axes]) -> None:
    """Take ticks and grid away."""
    for frame in axes:
        frame.set_xticks([])
        frame.set_yticks([])
        frame.grid(visible=False)
        frame.spines[:].set_visible(True)
        frame.spines[:].set_color("0.8")
