"""What a loader may be given: images, labels, and one number per channel."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor


def as_images(images: Any) -> Tensor:
    """Return images as a tensor (N, C, H, W).

    Parameters
    ----------
    images : torch.Tensor or numpy.ndarray
        uint8, or floats in 0 to 1; shape (N, C, H, W), or (N, H, W) for grey images.

    Returns
    -------
    torch.Tensor
        uint8 or float32.

    Raises
    ------
    TypeError
        If it is neither a tensor nor an array.
    ValueError
        If shape, type or values are not those of images.

    Examples
    --------
    >>> as_images(np.zeros((5, 28, 28), np.uint8)).shape
    torch.Size([5, 1, 28, 28])
    """
    found = _as_tensor("images", images)
    if found.ndim not in (3, 4):
        raise ValueError(
            f"images have shape {tuple(found.shape)}; expected (N, C, H, W) or (N, H, W)"
        )
    if found.ndim == 4 and found.shape[1] > 4 and found.shape[3] in (1, 3, 4):
        raise ValueError(
            f"images have shape {tuple(found.shape)}, with the channels last; expected "
            "(N, C, H, W): use images.permute(0, 3, 1, 2), or .transpose(0, 3, 1, 2) in NumPy"
        )
    if found.numel() == 0:
        raise ValueError(f"images have shape {tuple(found.shape)}; expected at least one image")
    if found.ndim == 3:
        found = found.unsqueeze(1)
    if found.shape[1] == 1 and found.is_contiguous():
        # The stride of a single channel means nothing, yet a convolution takes some values of it
        # for "channels innermost", and then `x.view(len(x), -1)` fails on what it gives.
        found = found.flatten().view(found.shape)
    if found.dtype == torch.uint8:
        return found
    if not found.is_floating_point():
        raise ValueError(f"images are {found.dtype}; expected uint8 (0-255) or floats (0-1)")
    low, high = (bound.item() for bound in torch.aminmax(found))
    if not (low > -np.inf and high < np.inf):
        raise ValueError("images hold NaN or infinite numbers; expected floats from 0 to 1")
    if low >= 0 and high > 1:
        raise ValueError(
            f"images are {found.dtype} from {low:g} to {high:g}; expected floats from 0 to 1, or "
            "uint8: divide by 255, or use images.to(torch.uint8)"
        )
    return found.to(torch.float32)


def as_labels(labels: Any, count: int, classes: int | None) -> Tensor:
    """Return labels as int64 (N,).

    Parameters
    ----------
    labels : torch.Tensor, numpy.ndarray or sequence of int
        Integers, shape (N,).
    count : int
        Images N.
    classes : int, optional
        How many classes have a name.

    Returns
    -------
    torch.Tensor

    Raises
    ------
    ValueError
        If they are not one label from 0 to classes - 1 for every image.

    Examples
    --------
    >>> as_labels(np.array([0, 3], np.uint8), count=2, classes=3)
    Traceback (most recent call last):
    ValueError: labels run from 0 to 3; expected 0 to 2, for there are 3 class names
    """
    listed = np.asarray(labels) if isinstance(labels, list | tuple) else labels
    found = _as_tensor("labels", listed)
    if found.ndim != 1 or found.is_floating_point() or found.dtype == torch.bool:
        raise ValueError(
            f"labels are {found.dtype} of shape {tuple(found.shape)}; expected integers, one per "
            "image"
        )
    if len(found) != count:
        raise ValueError(f"{count} images but {len(found)} labels; expected as many")
    found = found.to(torch.int64)
    low, high = (int(bound) for bound in torch.aminmax(found))
    if low < 0 or (classes is not None and high >= classes):
        wanted = (
            "no label below 0"
            if classes is None
            else f"0 to {classes - 1}, for there are {classes} class names"
        )
        raise ValueError(f"labels run from {low} to {high}; expected {wanted}")
    return found


def per_channel(
    name: str, values: Sequence[float] | None, default: float, channels: int
) -> tuple[float, ...]:
    """Return one number per channel.

    Parameters
    ----------
    name : str
        What to call them in an error message.
    values : sequence of float, optional
        One number per channel.
    default : float
        What to take if there are none.
    channels : int

    Returns
    -------
    tuple of float

    Raises
    ------
    ValueError
        If there are more or fewer numbers than channels.

    Examples
    --------
    >>> per_channel("mean", None, 0.5, channels=3)
    (0.5, 0.5, 0.5)
    """
    if values is None:
        return (default,) * channels
    found = tuple(float(value) for value in np.atleast_1d(np.asarray(values, dtype=float)))
    if len(found) != channels:
        raise ValueError(f"{name} has {len(found)} numbers; expected {channels}, one per channel")
    if not np.isfinite(found).all():
        raise ValueError(f"{name} is {found}; expected finite numbers")
    return found


def _as_tensor(name: str, values: Any) -> Tensor:
    """Return an array or tensor as a tensor, without a copy where that is possible."""
    if isinstance(values, Tensor):
        return values
    if not isinstance(values, np.ndarray):
        raise TypeError(
            f"{name} are a {type(values).__name__}; expected a torch.Tensor or numpy.ndarray"
        )
    try:
        # A tensor that shares a read-only array would draw a warning, and could be written to.
        return torch.from_numpy(values if values.flags.writeable else values.copy())
    except (TypeError, ValueError):
        raise ValueError(f"{name} are an array of {values.dtype}; expected numbers") from None
