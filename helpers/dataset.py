"""A data set in three parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch

from helpers.augmentation import Augmentation
from helpers.loader import TensorLoader
from helpers.runtime import get_device
from helpers.splitting import split, statistics

Arrays = tuple[np.ndarray, np.ndarray]

EVALUATION_BATCH = 256
"""Large enough to be fast, and small enough for what a network keeps of a batch."""


@dataclass(frozen=True, repr=False)
class Data:
    """A data set, split and ready to train on.

    Attributes
    ----------
    name : str
        Such as ``"mnist"``; a stand-in says in its name that it is one.
    train, val, test : TensorLoader
        Training (shuffled), validation and test batches ``(x, y)``.
    class_names : tuple of str
        Name of each label.
    mean, std : tuple of float
        Per channel, of the training part scaled to 0 to 1; all three parts are normalised
        with them.
    is_sample : bool
        Whether this is the small sample of the package, or the drawn stand-in for CIFAR-10, and
        not the full set.
    """

    name: str
    train: TensorLoader
    val: TensorLoader
    test: TensorLoader
    class_names: tuple[str, ...]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    is_sample: bool

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """Channels, height and width."""
        return self.train.image_shape

    @property
    def batch_size(self) -> int:
        """Images per training batch."""
        return self.train.batch_size

    def with_batch_size(self, batch_size: int) -> "Data":
        """Return the same data with another batch size, without reading it again.

        Parameters
        ----------
        batch_size : int
            Images per training batch. Validation and test come in batches of at least 256:
            that is faster and changes no result.

        Returns
        -------
        Data

        Examples
        --------
        >>> from helpers import load_data
        >>> data = load_data("mnist", source="sample")
        >>> data.with_batch_size(16).train.batch_size
        16
        """
        larger = max(batch_size, EVALUATION_BATCH)
        return replace(
            self,
            train=self.train.with_batch_size(batch_size),
            val=self.val.with_batch_size(larger),
            test=self.test.with_batch_size(larger),
        )

    def with_augmentation(self, augment: Augmentation | None) -> "Data":
        """Return the same data with other random changes of the training images.

        Parameters
        ----------
        augment : Augmentation, optional
            None for none. Validation and test images are never changed.

        Returns
        -------
        Data
        """
        return replace(self, train=self.train.with_augmentation(augment))

    def subset(
        self, train: int, *, val: int | None = None, test: int | None = None, seed: int = 0
    ) -> "Data":
        """Return some of the images, the same share of every class, for quick trials.

        Parameters
        ----------
        train : int
            Training images to keep.
        val, test : int, optional
            Validation and test images to keep; by default all.
        seed : int
            Seed of the choice.

        Returns
        -------
        Data
            With the same class names, mean and standard deviation.

        Raises
        ------
        ValueError
            If there are not so many.

        Examples
        --------
        >>> from helpers import load_data
        >>> data = load_data("mnist", source="sample").subset(100, test=50)
        >>> data.train.dataset_size, data.test.dataset_size, data.train.class_names[:3]
        (100, 50, ('0', '1', '2'))
        """
        return replace(
            self,
            train=_some(self.train, "train", train, seed),
            val=self.val if val is None else _some(self.val, "val", val, seed),
            test=self.test if test is None else _some(self.test, "test", test, seed),
        )

    @property
    def _note(self) -> str:
        """What to add to the name so that nobody takes a sample for the full set."""
        return " (small sample)" if self.is_sample and "(" not in self.name else ""

    def __repr__(self) -> str:
        """Summarise in a few lines."""
        shape = "x".join(str(size) for size in self.image_shape)
        numbers = ", ".join(
            f"{part} {loader.dataset_size}"
            for part, loader in (("train", self.train), ("val", self.val), ("test", self.test))
        )
        mean, std = (
            ", ".join(f"{number:.4f}" for number in values) for values in (self.mean, self.std)
        )
        return (
            f"Data: {self.name}{self._note}\n"
            f"  images  {numbers}; {shape} each, batches of {self.batch_size}\n"
            f"  classes {', '.join(self.class_names)}\n"
            f"  mean {mean}   std {std}   on {self.train.device}"
        )


def _some(loader: TensorLoader, name: str, count: int, seed: int) -> TensorLoader:
    """Keep some images of one part."""
    if isinstance(count, bool) or not isinstance(count, int | np.integer):
        raise TypeError(f"{name} is {count!r}; expected a whole number of images")
    if not 1 <= count <= loader.dataset_size:
        raise ValueError(
            f"{name} is {count}; expected 1 to {loader.dataset_size}, for there are no more images"
        )
    if count == loader.dataset_size:
        return loader
    return loader.subset(split(loader.labels.cpu().numpy(), int(count), seed)[1])


def assemble(
    name: str,
    train: Arrays,
    test: Arrays,
    *,
    class_names: Sequence[str],
    held: int,
    batch_size: int = 64,
    device: torch.device | str | None = None,
    seed: int = 0,
    mean: Sequence[float] | None = None,
    std: Sequence[float] | None = None,
    augment: Augmentation | None = None,
    is_sample: bool = False,
) -> Data:
    """Split arrays of images into training, validation and test.

    Parameters
    ----------
    name : str
        What to call the data.
    train, test : tuple of numpy.ndarray
        Images uint8, (N, H, W) or (N, H, W, C), and labels (N,).
    class_names : sequence of str
        Name of each label.
    held : int
        Images to hold out of ``train`` for validation, the same share of every class.
    batch_size : int
        Images per training batch; validation and test come in batches of at least 256.
    device : torch.device or str, optional
        Where to keep the images; by default the fastest device there is.
    seed : int
        Seed of the split, the shuffling and the augmentation.
    mean, std : sequence of float, optional
        Per channel, for normalising; by default computed from the training part.
    augment : Augmentation, optional
        Random changes of the training images.
    is_sample : bool
        Whether this stands for a larger data set.

    Returns
    -------
    Data

    Raises
    ------
    ValueError
        If the arrays do not fit together, or so many images cannot be held out.

    Examples
    --------
    >>> images, labels = np.zeros((8, 4, 4), np.uint8), np.arange(8) % 2
    >>> images[::2] = 255
    >>> part = images[:4], labels[:4]
    >>> assemble("toy", (images, labels), part, class_names="ab", held=2, device="cpu")
    Data: toy
      images  train 6, val 2, test 4; 1x4x4 each, batches of 64
      classes a, b
      mean 0.5000   std 0.5000   on cpu
    """
    images, labels = _channels_first(train[0]), train[1]
    train_at, val_at = split(labels, held, seed)
    kept = images[train_at]
    if mean is None or std is None:
        computed = statistics(kept)
        mean = computed[0] if mean is None else mean
        # A channel that is the same everywhere can only be centred.
        std = tuple(one or 1.0 for one in computed[1]) if std is None else std
    larger = max(batch_size, EVALUATION_BATCH)
    shared: dict[str, Any] = {
        "mean": mean,
        "std": std,
        "class_names": class_names,
        "device": get_device() if device is None else device,
        "seed": seed,
    }
    loader = TensorLoader(
        kept, labels[train_at], batch_size=batch_size, shuffle=True, augment=augment, **shared
    )
    return Data(
        name=name,
        train=loader,
        val=TensorLoader(images[val_at], labels[val_at], batch_size=larger, **shared),
        test=TensorLoader(_channels_first(test[0]), test[1], batch_size=larger, **shared),
        class_names=tuple(class_names),
        mean=loader.mean,
        std=loader.std,
        is_sample=is_sample,
    )


def _channels_first(images: np.ndarray) -> np.ndarray:
    """Turn (N, H, W) or (N, H, W, C) into (N, C, H, W)."""
    if images.ndim == 3:
        return images[:, None]
    return np.ascontiguousarray(images.transpose(0, 3, 1, 2))
