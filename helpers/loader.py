"""The fast loader: images stay on the device as bytes, batches are made there as a whole."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from helpers.augmentation import Augmentation
from helpers.epochs import Epochs
from helpers.loader_input import as_images, as_labels, per_channel
from helpers.placement import pick, place
from helpers.threads import one_thread


class TensorLoader(Epochs):
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
    augment : Augmentation, optional
        Random crop, flip and rotation, other ones for every image and in every epoch.
    device : torch.device or str, optional
        Where batches come out and, if they fit, where everything is kept; by default where
        ``images`` are.
    memory_limit : int, optional
        Bytes that the images may take on the device. Larger ones stay where they are, and every
        batch is brought to the device: slower, with the same results. By default half of what
        is free on a graphics card; on the processor there is no limit.
    seed : int
        Seed of shuffling and augmentation. Both depend on the seed and the number of the epoch
        alone, and are the same on every platform and device.

    Attributes
    ----------
    images, labels : torch.Tensor
        What is kept: uint8 or float32 (N, C, H, W), and int64 (N,).
    device : torch.device
        Where batches come out.
    streams : bool
        Whether the images did not fit there.
    epoch : int
        How many epochs that depend on chance were begun. Set it to replay one.

    Raises
    ------
    TypeError
        If images or labels are neither tensors nor arrays.
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
        augment: Augmentation | None = None,
        device: torch.device | str | None = None,
        memory_limit: int | None = None,
        seed: int = 0,
    ) -> None:
        super().__init__(seed)
        kept = as_images(images)
        names = None if class_names is None else tuple(class_names)
        known = as_labels(labels, len(kept), None if names is None else len(names))
        if isinstance(batch_size, bool) or not isinstance(batch_size, int | np.integer):
            raise TypeError(f"batch_size is {batch_size!r}; expected a whole number")
        if batch_size < 1:
            raise ValueError(f"batch_size is {batch_size}; expected at least 1")
        if augment is not None and not isinstance(augment, Augmentation):
            raise TypeError(
                f"augment is {augment!r}; expected an Augmentation, such as "
                "Augmentation(padding=4, flip=0.5)"
            )
        channels = kept.shape[1]
        target = kept.device if device is None else torch.device(device)
        self.images, self.streams = place(kept, target, memory_limit)
        self.device = target if self.streams else self.images.device
        self.labels = known.to(self.images.device)
        self.batch_size = int(batch_size)
        self.shuffle = shuffle
        self.augment = augment
        self.mean = per_channel("mean", mean, 0.0, channels)
        self.std = per_channel("std", std, 1.0, channels)
        if min(self.std) <= 0:
            raise ValueError(f"std is {self.std}; expected numbers above 0")
        self.class_names = names
        self.memory_limit = memory_limit
        # (image / 255 - mean) / std as one factor and one offset per channel.
        full = 255.0 if kept.dtype == torch.uint8 else 1.0
        factor = [1.0 / (full * s) for s in self.std]
        offset = [-m / s for m, s in zip(self.mean, self.std, strict=True)]
        self._factor = torch.tensor(factor, device=self.device).view(-1, 1, 1)
        self._offset = torch.tensor(offset, device=self.device).view(-1, 1, 1)

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
        changes = None
        if self.augment is not None:
            changes = self.augment.draw(self.dataset_size, self.seed, self.epoch)
            changes = changes.to(self.images.device)
        if self.shuffle or self.augment is not None:
            self.epoch += 1
        for start in range(0, self.dataset_size, self.batch_size):
            part = slice(start, start + self.batch_size)
            positions = part if order is None else order[part]
            with one_thread():
                x = pick(self.images, positions, self.device)
                if self.augment is not None and changes is not None:
                    x = self.augment.apply(x, changes.at(positions))
                batch = self.normalize(x), pick(self.labels, positions, self.device)
            yield batch

    def normalize(self, images: Tensor) -> Tensor:
        """Turn stored images into what the network sees.

        Parameters
        ----------
        images : torch.Tensor
            Some of ``self.images``, shape (B, C, H, W), on the device of the batches.

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
        # Bytes times floats in one step: three times faster than turning them into floats first.
        return (images * self._factor).add_(self._offset)

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
        return self._like(shuffle=False, augment=None)

    def with_augmentation(self, augment: Augmentation | None) -> "TensorLoader":
        """Return a loader over the same stored images with another augmentation.

        Parameters
        ----------
        augment : Augmentation, optional
            None for no augmentation.

        Returns
        -------
        TensorLoader
            It shares the images with this one and begins with its first epoch.
        """
        return self._like(augment=augment)

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
        chosen = torch.as_tensor(np.asarray(indices), dtype=torch.int64, device=self.images.device)
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
            "augment": self.augment,
            "device": self.device,
            "memory_limit": self.memory_limit,
            "seed": self.seed,
        }
        return TensorLoader(**(settings | changes))

    def _order(self) -> Tensor:
        """Draw the permutation of this epoch, where the images are."""
        # PCG64, not torch's generator: the same order on every device and platform.
        generator = np.random.Generator(np.random.PCG64([self.seed, self.epoch]))
        return torch.from_numpy(generator.permutation(self.dataset_size)).to(self.images.device)

    def __repr__(self) -> str:
        """Summarise in one line."""
        shape = "x".join(str(size) for size in self.image_shape)
        return (
            f"TensorLoader({self.dataset_size} images {shape}, batch_size={self.batch_size}, "
            f"{'shuffled' if self.shuffle else 'in order'}, "
            f"{'' if self.augment is None else 'augmented, '}"
            f"{'brought to' if self.streams else 'on'} {self.device})"
        )
