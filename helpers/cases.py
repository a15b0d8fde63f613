"""The images behind an evaluation, fetched again when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, RandomSampler, SequentialSampler

from helpers.loader import TensorLoader

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

KEPT = 64

Fetch = Callable[[Sequence[int]], Tensor]


@dataclass(frozen=True, eq=False, repr=False)
class Cases:
    """Some examples with what a network made of them.

    Attributes
    ----------
    positions : numpy.ndarray
        Places in the order of the data, shape (M,).
    images : torch.Tensor
        Shape (M, ...), on the processor; as the data set holds them.
    y_true, y_pred : numpy.ndarray
        Labels, shape (M,).
    confidence : numpy.ndarray
        Probability of the predicted class, shape (M,), 0 to 1.
    loss : numpy.ndarray
        Cross-entropy of each example, shape (M,).
    class_names : tuple of str
        Name of each label.
    """

    positions: np.ndarray
    images: Tensor
    y_true: np.ndarray
    y_pred: np.ndarray
    confidence: np.ndarray
    loss: np.ndarray
    class_names: tuple[str, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per example, with class names, without the images."""
        import pandas as pd

        names = np.array(self.class_names, dtype=object)
        return pd.DataFrame(
            {
                "position": self.positions,
                "true": names[self.y_true],
                "predicted": names[self.y_pred],
                "confidence": self.confidence,
                "loss": self.loss,
            }
        )

    def plot(self, columns: int = 8) -> Figure:
        """Draw the images with true class, predicted class and confidence.

        Parameters
        ----------
        columns : int
            Images per row.

        Returns
        -------
        matplotlib.figure.Figure
        """
        from helpers import plots

        return plots.gallery(self, n=len(self), columns=columns)

    def __len__(self) -> int:
        """Return the number of examples M."""
        return len(self.positions)

    def __repr__(self) -> str:
        """Summarise in one line."""
        shape = "x".join(str(size) for size in self.images.shape[1:])
        wrong = int((self.y_true != self.y_pred).sum())
        return f"Cases: {len(self)} images {shape}, {wrong} of them predicted wrongly"


def in_order(data: Any) -> Any:
    """Return a loader that gives the same examples in the order of its data set.

    Parameters
    ----------
    data : iterable of (x, y)
        A ``TensorLoader`` or a ``DataLoader`` that shuffles is replaced; all else is returned
        as it is.

    Returns
    -------
    iterable of (x, y)

    Examples
    --------
    >>> pairs = [(torch.tensor([float(n)]), n) for n in range(4)]
    >>> [y.tolist() for _, y in in_order(DataLoader(pairs, batch_size=2, shuffle=True))]
    [[0, 1], [2, 3]]
    """
    if isinstance(data, TensorLoader):
        return data.in_order()
    # Any other sampler may leave examples out or repeat them on purpose.
    if not _is_plain(data, RandomSampler) or data.sampler.replacement:
        return data
    if data.sampler.num_samples != len(data.dataset):
        return data
    return DataLoader(
        data.dataset,
        batch_size=data.batch_size,
        num_workers=data.num_workers,
        collate_fn=data.collate_fn,
        pin_memory=data.pin_memory,
        drop_last=data.drop_last,
        timeout=data.timeout,
        worker_init_fn=data.worker_init_fn,
        multiprocessing_context=data.multiprocessing_context,
        prefetch_factor=data.prefetch_factor,
    )


def fetcher(data: Any) -> Fetch | None:
    """Return what fetches images again by their place in the order of the data.

    Parameters
    ----------
    data : iterable of (x, y)
        As :func:`in_order` gives it.

    Returns
    -------
    callable or None
        Called with M places, gives images (M, ...). None if the data can be read once only, or
        comes in an order that cannot be repeated.

    Examples
    --------
    >>> fetch = fetcher([(torch.zeros(2, 1), None), (torch.tensor([[7.0]]), None)])
    >>> fetch([2, 0]).tolist()
    [[7.0], [0.0]]
    >>> fetcher(iter([])) is None
    True
    """
    if isinstance(data, TensorLoader):
        images = data.images
        return lambda places: images[torch.as_tensor(places, device=images.device)].cpu()
    if _is_plain(data, SequentialSampler):
        dataset = data.dataset
        return lambda places: torch.stack([torch.as_tensor(dataset[int(n)][0]) for n in places])
    if isinstance(data, list | tuple):
        ends = np.cumsum([len(x) for x, _ in data])

        def pick(place: int) -> Tensor:
            batch = int(np.searchsorted(ends, place, side="right"))
            x = data[batch][0]
            return x[place - int(ends[batch]) + len(x)].cpu()

        return lambda places: torch.stack([pick(int(place)) for place in places])
    return None


def _is_plain(data: Any, sampler: type) -> bool:
    """Tell whether this is a DataLoader that cuts a data set into batches with such a sampler."""
    return (
        type(data) is DataLoader
        and not isinstance(data.dataset, IterableDataset)
        and type(data.sampler) is sampler
        and data.batch_size is not None
        # A collate_fn may leave examples out, so that places would no longer agree.
        and data.collate_fn is torch.utils.data.default_collate
    )


class Keeper:
    """Keeps copies of the few images with the highest loss while data runs past.

    For data that can be read only once: then these are all the images there will be.

    Parameters
    ----------
    limit : int
        How many to keep.

    Examples
    --------
    >>> keeper = Keeper(limit=1)
    >>> keeper.add(torch.tensor([[5.0], [6.0]]), torch.tensor([0.1, 0.9]))
    >>> keeper.add(torch.tensor([[7.0]]), torch.tensor([0.5]))
    >>> sorted(keeper.images)
    [1]
    """

    def __init__(self, limit: int = KEPT) -> None:
        self.limit = limit
        self.images: dict[int, Tensor] = {}
        self._losses: dict[int, float] = {}
        self._count = 0

    def add(self, x: Tensor, losses: Tensor) -> None:
        """Look at one batch.

        Parameters
        ----------
        x : torch.Tensor
            Shape (B, ...).
        losses : torch.Tensor
            Loss of each example, shape (B,).
        """
        top = torch.topk(losses, min(self.limit, len(losses)))
        for loss, row in zip(top.values.tolist(), top.indices.tolist(), strict=True):
            if len(self._losses) == self.limit:
                least = min(self._losses, key=self._losses.__getitem__)
                if loss <= self._losses[least]:
                    break
                del self._losses[least], self.images[least]
            self._losses[self._count + row] = loss
            # A row alone would keep its whole batch alive.
            self.images[self._count + row] = x[row].to("cpu", copy=True)
        self._count += len(losses)

    def __call__(self, places: Sequence[int]) -> Tensor:
        """Return kept images, shape (M, ...).

        Raises
        ------
        LookupError
            If one was not kept.
        """
        missing = [int(place) for place in places if int(place) not in self.images]
        if missing:
            raise LookupError(
                f"the image at position {missing[0]} was not kept: this data can be read only "
                f"once, so just the {len(self.images)} with the highest loss were; to see any "
                "image, evaluate on a DataLoader that does not sample at random, or on a list"
            )
        return torch.stack([self.images[int(place)] for place in places])
