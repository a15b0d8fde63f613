"""The fast loader: images stay on the device as bytes, batches are made there as a whole."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor


class TensorLoader:
    """Batches ``(x, y)`` from images and labels that are kept on the device.

    An epoch draws one permutation and then cuts batches out of the stored bytes; each batch is
    turned into floats and normalised at once. Nothing is decoded, copied between processes or
    done image by image, so this is many times faster than a ``DataLoader`` with transforms, and
    it can be used wherever a ``DataLoader`` can.

    Parameters
    ----------
    images : torch.Tensor or numpy.ndarray
        uint8 with values 0 to 255, or floats in 0 to 1; shape (N, C, H, W), or (N, H, W) for
        grey images.
    labels : torch.Tensor or numpy.ndarray
        Integers, shape (N,).
    batch_size : int
        Images per batch; the last batch of an epoch may be smaller.
    shuffle : bool
        Whether every epoch runs through the images in a new order.
    mean, std : sequence of float, optional
        One number per channel, for images scaled to 0 to 1: ``x = (image / 255 - mean) / std``.
        By default 0 and 1.
    class_names : sequence of str, optional
        Name of each label.
    device : torch.device or str, optional
        Where to keep everything; by default where ``images`` are.
    seed : int
        Seed of the shuffling. The order depends on the seed and the number of the epoch alone,
        and is the same on every platform.

    Attributes
    ----------
    images, labels : torch.Tensor
        What is kept: (N, C, H, W) as given, and int64 (N,).
    epoch : int
        How many shuffled epochs were begun. Set it to replay one.

    Raises
    ------
    ValueError
        If shapes, lengths, values or settings do not fit together.

    Examples
    --------
    >>> images = torch.arange(5, dtype=torch.uint8).reshape(5, 1, 1, 1)
    >>> loader = TensorLoader(images, torch.tensor([0, 1, 0, 1, 0]), batch_size=2)
    >>> len(loader), loader.dataset_size
    (3, 5)
    >>> [tuple(x.shape) for x, y in loader]
    [(2, 1, 1, 1), (2, 1, 1, 1), (1, 1, 1, 1)]
    """

    def __init__(
        self,
        images: Tensor | np.ndarray,
        labels: Tensor | np.ndarray,
        *,
        batch_size: int = 64,
        shuffle: bool = False,
        mean: Sequence[float] | None = None,
        std: Sequence[float] | None = None,
        class_names: Sequence[str] | None = None,
        device: torch.device | str | None = None,
        seed: int = 0,
    ) -> None:
        kept = torch.as_tensor(images)
        kept = kept.unsqueeze(1) if kept.ndim == 3 else kept
        known = torch.as_tensor(labels)
        _check_arrays(kept, known)
        if batch_size < 1:
            raise ValueError(f"batch_size is {batch_size}; expected at least 1")
        channels = kept.shape[1]
        self.images = kept.to(device or kept.device).contiguous()
        self.labels = known.to(self.images.device, torch.int64)
        self.batch_size = int(batch_size)
        self.shuffle = shuffle
        self.mean = _per_channel("mean", mean, 0.0, channels)
        self.std = _per_channel("std", std, 1.0, channels)
        if min(self.std) <= 0:
            raise ValueError(f"std is {self.std}; expected numbers above 0")
        self.class_names = None if class_names is None else tuple(class_names)
        self.seed = seed
        self.epoch = 0
        # (image / 255 - mean) / std as one factor and one offset per channel.
        full = 255.0 if kept.dtype == torch.uint8 else 1.0
        factor = [1.0 / (full * s) for s in self.std]
        offset = [-m / s for m, s in zip(self.mean, self.std, strict=True)]
        self._factor = torch.tensor(factor, device=self.device).view(-1, 1, 1)
        self._offset = torch.tensor(offset, device=self.device).view(-1, 1, 1)

    @property
    def device(self) -> torch.device:
        """Where images and labels are kept."""
        return self.images.device

    @property
    def dataset_size(self) -> int:
        """Number of images N."""
        return len(self.images)

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """Channels, height and width."""
        channels, height, width = self.images.shape[1:]
        return channels, height, width

    def __len__(self) -> int:
        """Batches per epoch."""
        return -(-self.dataset_size // self.batch_size)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Run through one epoch.

        Yields
        ------
        x : torch.Tensor
            float32, shape (B, C, H, W), normalised.
        y : torch.Tensor
            int64, shape (B,).
        """
        order = self._order() if self.shuffle else None
        if self.shuffle:
            self.epoch += 1
        for start in range(0, self.dataset_size, self.batch_size):
            stop = start + self.batch_size
            if order is None:
                yield self.normalize(self.images[start:stop]), self.labels[start:stop]
            else:
                chosen = order[start:stop]
                x = self.normalize(self.images.index_select(0, chosen))
                yield x, self.labels.index_select(0, chosen)

    def normalize(self, images: Tensor) -> Tensor:
        """Turn stored images into what the network sees.

        Parameters
        ----------
        images : torch.Tensor
            Some of ``self.images``, shape (B, C, H, W).

        Returns
        -------
        torch.Tensor
            float32, same shape.

        Examples
        --------
        >>> loader = TensorLoader(
        ...     torch.full((1, 1, 1, 1), 255, dtype=torch.uint8), torch.tensor([0]), mean=[0.5]
        ... )
        >>> round(loader.normalize(loader.images).item(), 6)
        0.5
        """
        return torch.addcmul(self._offset, images.to(torch.float32), self._factor)

    def reseed(self, seed: int) -> None:
        """Shuffle from another seed, beginning with its first epoch.

        Parameters
        ----------
        seed : int
        """
        self.seed = seed
        self.epoch = 0

    def with_batch_size(self, batch_size: int) -> "TensorLoader":
        """Return a loader over the same stored images with another batch size.

        Parameters
        ----------
        batch_size : int

        Returns
        -------
        TensorLoader
            It shares the images with this one and begins with its first epoch.
        """
        return self._like(batch_size=batch_size)

    def in_order(self) -> "TensorLoader":
        """Return a loader over the same images, unshuffled and unchanged, as evaluation needs."""
        return self._like(shuffle=False)

    def subset(self, indices: Tensor | np.ndarray | Sequence[int]) -> "TensorLoader":
        """Return a loader over some of the images, class names included.

        Parameters
        ----------
        indices : sequence of int
            Positions in ``images``.

        Returns
        -------
        TensorLoader
        """
        chosen = torch.as_tensor(np.asarray(indices), dtype=torch.int64, device=self.device)
        return self._like(images=self.images[chosen], labels=self.labels[chosen])

    def _like(self, **changes: Any) -> "TensorLoader":
        settings: dict[str, Any] = {
            "images": self.images,
            "labels": self.labels,
            "batch_size": self.batch_size,
            "shuffle": self.shuffle,
            "mean": self.mean,
            "std": self.std,
            "class_names": self.class_names,
            "seed": self.seed,
        }
        return TensorLoader(**(settings | changes))

    def _order(self) -> Tensor:
        """Draw the permutation of this epoch, on the device."""
        # PCG64, not torch's generator: the same order on every device and platform.
        generator = np.random.Generator(np.random.PCG64([self.seed, self.epoch]))
        return torch.from_numpy(generator.permutation(self.dataset_size)).to(self.device)

    def __repr__(self) -> str:
        """Summarise in one line."""
        shape = "x".join(str(size) for size in self.image_shape)
        return (
            f"TensorLoader({self.dataset_size} images {shape}, batch_size={self.batch_size}, "
            f"{'shuffled' if self.shuffle else 'in order'}, on {self.device})"
        )


def _check_arrays(images: Tensor, labels: Tensor) -> None:
    """Refuse images and labels that cannot be a labelled set of images."""
    if images.ndim != 4:
        raise ValueError(
            f"images have shape {tuple(images.shape)}; expected (N, C, H, W) or (N, H, W)"
        )
    if images.dtype != torch.uint8 and not images.is_floating_point():
        raise ValueError(f"images are {images.dtype}; expected uint8 (0-255) or floats (0-1)")
    if labels.ndim != 1 or labels.is_floating_point() or labels.dtype == torch.bool:
        raise ValueError(
            f"labels are {labels.dtype} of shape {tuple(labels.shape)}; expected integers, one "
            "per image"
        )
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images but {len(labels)} labels; expected as many")


def _per_channel(
    name: str, values: Sequence[float] | None, default: float, channels: int
) -> tuple[float, ...]:
    """Return one number per channel."""
    found = (default,) * channels if values is None else tuple(float(value) for value in values)
    if len(found) != channels:
        raise ValueError(f"{name} has {len(found)} numbers; expected {channels}, one per channel")
    return found
