"""Targets of autoencoders: the input itself."""

from collections.abc import Iterator, Sized
from typing import Any

from torch import Tensor

from helpers.data import Data


class InputAsTarget:
    """Batches ``(x, x)`` of any loader, whether it has labels or not.

    Parameters
    ----------
    data : iterable
        Batches ``(x, y)``, ``(x,)`` or ``x``.

    Examples
    --------
    >>> import torch
    >>> [x is y for x, y in InputAsTarget([torch.zeros(2, 3), (torch.zeros(2, 3),)])]
    [True, True]
    """

    def __init__(self, data: Any) -> None:
        self._data = data

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Run through the batches."""
        for batch in self._data:
            x = batch[0] if isinstance(batch, tuple | list) and batch else batch
            yield x, x


class _Counted(InputAsTarget):
    """The same for a loader that knows how many batches it has."""

    def __len__(self) -> int:
        return len(self._data)


def input_as_target(data: Any) -> Any:
    """Make the input the target, as an autoencoder needs.

    Parameters
    ----------
    data : iterable
        Batches ``(x, y)``, ``(x,)`` or ``x``; a ``DataLoader`` with or without labels.

    Returns
    -------
    iterable of (x, x)
        With a length if the loader has one. What cannot be gone through comes back as it is, for
        the message about it.

    Examples
    --------
    >>> import torch
    >>> len(input_as_target([torch.zeros(2, 3)] * 5))
    5
    """
    if isinstance(data, Data) or not hasattr(data, "__iter__"):
        return data
    return _Counted(data) if isinstance(data, Sized) else InputAsTarget(data)
