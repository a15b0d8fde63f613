"""Data sets of the course, split into training, validation and test."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import torch

from helpers import runtime
from helpers.download import Arrays, DataUnavailable, download, read
from helpers.loader import TensorLoader
from helpers.samples import load_sample
from helpers.splitting import split, statistics

Source = Literal["auto", "full", "sample"]
SOURCES = ("auto", "full", "sample")

_EVALUATION_BATCH = 512


@dataclass(frozen=True)
class _Set:
    """What is known of a data set before it is read."""

    kind: str  # name of its class in torchvision.datasets
    train_size: int
    class_names: tuple[str, ...]


_SETS = {
    "mnist": _Set("MNIST", 60_000, tuple("0123456789")),
    "fashion_mnist": _Set(
        "FashionMNIST",
        60_000,
        (
            "T-shirt/top",
            "Trouser",
            "Pullover",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneaker",
            "Bag",
            "Ankle boot",
        ),
    ),
}


@dataclass(frozen=True, repr=False)
class Data:
    """A data set, split and ready to train on.

    Attributes
    ----------
    name : str
        Such as ``"mnist"``.
    train, val, test : TensorLoader
        Training (shuffled), validation and test batches ``(x, y)``.
    class_names : tuple of str
        Name of each label.
    mean, std : tuple of float
        Per channel, of the training part scaled to 0 to 1; all three parts are normalised
        with them.
    is_sample : bool
        Whether this is the small sample of the package and not the full set.
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
            Images per training batch. Validation and test come in batches of at least 512:
            that is faster and changes no result.

        Returns
        -------
        Data

        Examples
        --------
        >>> data = load_data("mnist", source="sample")
        >>> data.with_batch_size(16).train.batch_size
        16
        """
        larger = max(batch_size, _EVALUATION_BATCH)
        return replace(
            self,
            train=self.train.with_batch_size(batch_size),
            val=self.val.with_batch_size(larger),
            test=self.test.with_batch_size(larger),
        )

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
            f"Data: {self.name}{' (small sample)' if self.is_sample else ''}\n"
            f"  images  {numbers}; {shape} each, batches of {self.batch_size}\n"
            f"  classes {', '.join(self.class_names)}\n"
            f"  mean {mean}   std {std}   on {self.train.device}"
        )


def load_data(
    name: str,
    *,
    val: int = 10_000,
    batch_size: int = 64,
    root: str | Path | None = None,
    source: Source = "auto",
    device: torch.device | str | None = None,
    seed: int = 0,
    mean: Sequence[float] | None = None,
    std: Sequence[float] | None = None,
) -> Data:
    """Load a data set and split it into training, validation and test.

    Parameters
    ----------
    name : {"mnist", "fashion_mnist"}
        The data set; ``"MNIST"`` or ``"FashionMNIST"`` will do as well.
    val : int
        Images to hold out of the full training set for validation, the same share of every
        class. From a smaller set as many fewer are held out: 10 000 of 60 000 are 333 of 2 000.
    batch_size : int
        Images per training batch.
    root : str or pathlib.Path, optional
        Folder that holds ``MNIST/raw`` and so on, as torchvision lays them out; by default
        :func:`helpers.runtime.data_dir`.
    source : {"auto", "full", "sample"}
        ``"full"`` reads the files in ``root`` and downloads them if they are missing.
        ``"sample"`` takes the small sample that the package carries. ``"auto"`` is ``"full"``,
        and where that fails the sample, with a notice. With the environment variable
        ``HELPERS_DATA=sample``, ``"auto"`` takes the sample at once: for quick trials.
    device : torch.device or str, optional
        Where to keep the images; by default the fastest device there is.
    seed : int
        Seed of the split and of the shuffling.
    mean, std : sequence of float, optional
        Per channel, for normalising; by default computed from the training part.

    Returns
    -------
    Data

    Raises
    ------
    ValueError
        If the name, the source or the size of the validation part is not possible.
    DataUnavailable
        If ``source="full"`` and the set is neither on disk nor to be had.

    Examples
    --------
    >>> data = load_data("mnist", source="sample", device="cpu")
    >>> data
    Data: mnist (small sample)
      images  train 1667, val 333, test 500; 1x28x28 each, batches of 64
      classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
      mean 0.13...   std 0.30...   on cpu
    >>> x, y = next(iter(data.train))
    >>> x.shape, y.shape
    (torch.Size([64, 1, 28, 28]), torch.Size([64]))
    """
    key = _known_name(name)
    if source not in SOURCES:
        raise ValueError(f"source is {source!r}; expected 'auto', 'full' or 'sample'")
    known = _SETS[key]
    if not 1 <= val < known.train_size:
        raise ValueError(
            f"val is {val}; expected from 1 to {known.train_size - 1} of the "
            f"{known.train_size} training images"
        )
    folder = runtime.data_dir() if root is None else Path(root).expanduser()
    (images, labels), test, is_sample = _arrays(key, folder, source)
    held = max(1, round(val * min(1.0, len(labels) / known.train_size)))
    train_at, val_at = split(labels, held, seed)

    shape = (-1, 1, *images.shape[1:])
    images, test_images = images.reshape(shape), test[0].reshape(shape)
    computed = statistics(images[train_at])
    mean = computed[0] if mean is None else mean
    std = computed[1] if std is None else std
    device = runtime.get_device() if device is None else device

    def loader(x: np.ndarray, y: np.ndarray, size: int, shuffle: bool) -> TensorLoader:
        return TensorLoader(
            x,
            y,
            batch_size=size,
            shuffle=shuffle,
            mean=mean,
            std=std,
            class_names=known.class_names,
            device=device,
            seed=seed,
        )

    larger = max(batch_size, _EVALUATION_BATCH)
    return Data(
        name=key,
        train=loader(images[train_at], labels[train_at], batch_size, True),
        val=loader(images[val_at], labels[val_at], larger, False),
        test=loader(test_images, test[1], larger, False),
        class_names=known.class_names,
        mean=tuple(mean),
        std=tuple(std),
        is_sample=is_sample,
    )


def _known_name(name: str) -> str:
    """Find a data set by its name, however it is spelt."""
    plain = "".join(letter for letter in str(name).lower() if letter.isalnum())
    for key in _SETS:
        if key.replace("_", "") == plain:
            return key
    raise ValueError(f"unknown data set {name!r}; expected one of {', '.join(_SETS)}")


def _arrays(key: str, root: Path, source: Source) -> tuple[Arrays, Arrays, bool]:
    """Fetch training and test images, and tell whether they are the sample."""

    def sample() -> tuple[Arrays, Arrays, bool]:
        return load_sample(key, "train"), load_sample(key, "test"), True

    kind = _SETS[key].kind
    if source == "sample":
        return sample()
    if source == "auto" and os.environ.get("HELPERS_DATA") == "sample":
        print(f"{kind}: small sample of 2 000 + 500 images, because HELPERS_DATA=sample is set.")
        return sample()
    try:
        return *_full(kind, root), False
    except DataUnavailable as reason:
        help_ = (
            f"To get the full set, run this again with an internet connection, or put the files "
            f"into {root / kind / 'raw'}."
        )
        if source == "full":
            raise DataUnavailable(f"{kind} cannot be had: {reason}. {help_}") from None
        print(
            f"{kind} cannot be had: {reason}. Going on with a small sample (2 000 + 500 "
            f"images), so results will be worse.\n{help_}"
        )
        return sample()


def _full(kind: str, root: Path) -> tuple[Arrays, Arrays]:
    """Read the full set, downloading it first if that is needed."""
    from torchvision import datasets

    found = getattr(datasets, kind)
    try:
        return read(found, root)
    except DataUnavailable as on_disk:
        try:
            download(found, root)
        except DataUnavailable as failed:
            raise DataUnavailable(f"{on_disk}, and the download failed ({failed})") from None
    return read(found, root)
