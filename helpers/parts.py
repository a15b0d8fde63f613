"""Training and validation data of a sweep, wherever they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import torch

from helpers.data import Data
from helpers.randomness import loader_state, set_loader_state


@dataclass(frozen=True)
class Parts:
    """Two loaders, with what a run asks of a data set.

    Attributes
    ----------
    train, val : iterable of (x, y)
    name : str
    is_sample : bool
    class_names : tuple of str
    """

    train: Any
    val: Any
    name: str = ""
    is_sample: bool = False
    class_names: tuple[str, ...] = ()

    def with_batch_size(self, batch_size: int) -> Parts:
        """Return the same data with another batch size, where the loader can do that.

        Parameters
        ----------
        batch_size : int

        Returns
        -------
        Parts
        """
        if not hasattr(self.train, "with_batch_size"):
            raise ValueError(
                f"the batch size of a {type(self.train).__name__} is fixed; for a sweep over "
                "batch_size pass a Data, such as load_data gives, or TensorLoaders"
            )
        return replace(self, train=self.train.with_batch_size(batch_size))


def parts_of(data: Any) -> Data | Parts:
    """Accept a whole data set or a pair of loaders.

    Parameters
    ----------
    data : Data or (train, val)

    Returns
    -------
    Data or Parts

    Raises
    ------
    TypeError
        If it is something else.

    Examples
    --------
    >>> parts_of(([1], [2])).val
    [2]
    """
    if isinstance(data, Data | Parts):
        return data
    if isinstance(data, tuple | list) and len(data) == 2 and data[1] is not None:
        return Parts(*data)
    raise TypeError(
        f"data is a {type(data).__name__}; expected a Data or a pair (train, val): runs are "
        "compared by their validation loss"
    )


def size_of(loader: Any) -> int | None:
    """Return the number of examples behind a loader, or of batches, or None.

    Parameters
    ----------
    loader : iterable

    Returns
    -------
    int or None

    Examples
    --------
    >>> size_of([1, 2, 3])
    3
    """
    if hasattr(loader, "dataset_size"):
        return int(loader.dataset_size)
    sized = [one for one in (getattr(loader, "dataset", None), loader) if isinstance(one, Sized)]
    return len(sized[0]) if sized else None


def device_of(loader: Any) -> torch.device | None:
    """Return where a loader keeps its data, if it says so.

    Parameters
    ----------
    loader : iterable

    Returns
    -------
    torch.device or None

    Examples
    --------
    >>> device_of([1, 2, 3])
    """
    found = getattr(loader, "device", None)
    return found if isinstance(found, torch.device) else None


@contextmanager
def from_the_start(data: Data | Parts) -> Iterator[None]:
    """Leave loaders where they were, so that every run begins with the same order.

    Parameters
    ----------
    data : Data or Parts

    Yields
    ------
    None
    """
    states = [(loader, loader_state(loader)) for loader in (data.train, data.val)]
    try:
        yield
    finally:
        for loader, state in states:
            set_loader_state(loader, state)
