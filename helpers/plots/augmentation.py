"""What an augmentation does to images."""

from collections.abc import Callable
from typing import Any

import torch
from matplotlib.figure import Figure
from torch import Tensor

from helpers.augmentation import Augmentation
from helpers.loader import TensorLoader
from helpers.plots.canvas import drawing
from helpers.plots.images import as_pictures

Augment = Callable[[Tensor], Tensor]


def augmentations(
    data: Any, augment: Augment | Augmentation, *, images: int = 5, copies: int = 7, seed: int = 0
) -> Figure:
    """Draw images, each followed by what an augmentation makes of it, time after time.

    Parameters
    ----------
    data : iterable of (x, y), pair (x, y), or torch.Tensor
        A loader, of which the first batch is drawn; a batch; or images (N, C, H, W).
    augment : Augmentation or callable
        That of our loader; or what takes a batch of one image, shape (1, C, H, W), and gives
        one of the same shape: any transform of ``torchvision.transforms.v2`` that works on
        tensors, or one of your own.
    images, copies : int
        Rows, and augmented versions in each.
    seed : int
        Seed of the augmentation; the random numbers of the caller are left alone.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there are no images, or the augmentation gives something else than one.

    Examples
    --------
    >>> figure = augmentations(torch.rand(3, 1, 8, 8), lambda x: x.flip(-1), copies=2)
    >>> len(figure.axes)
    9
    """
    originals = _first(data)[:images]
    if originals.ndim != 4 or len(originals) == 0:
        raise ValueError(
            f"images have shape {tuple(originals.shape)}; expected (N, C, H, W), N at least 1"
        )
    rows = [[image] for image in originals.split(1)]
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for copy in range(copies):
            for row, changed in zip(rows, _changed(augment, originals, seed, copy), strict=True):
                row.append(changed)
    # One scale for all, so that a change of brightness shows.
    shown = as_pictures(torch.cat([tile for row in rows for tile in row]))
    columns = copies + 1
    with drawing(None, (1.1 * columns, 1.1 * len(rows) + 0.3), len(rows), columns) as (
        figure,
        axes,
    ):
        for number, (frame, tile) in enumerate(zip(axes, shown, strict=True)):
            frame.imshow(tile, cmap="gray", vmin=0, vmax=1)
            frame.set_xticks([])
            frame.set_yticks([])
            frame.grid(visible=False)
            frame.spines[:].set_visible(number % columns == 0)
            frame.spines[:].set_linewidth(2.5)
        axes[0].set_title("original", fontsize=9, weight="bold")
        if copies:
            axes[1].set_title("augmented", fontsize=9, loc="left")
    return figure


def _first(data: Any) -> Tensor:
    """Return the images of a batch, or of the first batch of a loader."""
    if isinstance(data, Tensor):
        return data.detach().cpu()
    if isinstance(data, TensorLoader):
        # The stored images: neither normalised, nor augmented already.
        return data.images[: data.batch_size].cpu()
    if isinstance(data, tuple | list) and data and isinstance(data[0], Tensor):
        return data[0].detach().cpu()
    batch = next(iter(data), None)
    if batch is None:
        raise ValueError("data gave no batches; expected at least one")
    return batch[0].detach().cpu()


def _changed(
    augment: Augment | Augmentation, originals: Tensor, seed: int, copy: int
) -> list[Tensor]:
    """Augment every image once."""
    if isinstance(augment, Augmentation):
        # One epoch of training after the other, as a loader would show them.
        drawn = augment.draw(len(originals), seed, copy)
        return list(augment.apply(originals, drawn).split(1))
    return [_apply(augment, image) for image in originals.split(1)]


def _apply(augment: Augment, image: Tensor) -> Tensor:
    """Augment a copy of one image."""
    changed = augment(image.clone())
    if not isinstance(changed, Tensor) or changed.shape != image.shape:
        found = tuple(changed.shape) if isinstance(changed, Tensor) else type(changed).__name__
        raise ValueError(
            f"the augmentation turned {tuple(image.shape)} into {found}; expected a tensor of the "
            "same shape"
        )
    return changed.detach().cpu().to(image.dtype)
