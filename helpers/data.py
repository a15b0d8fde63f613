"""Data sets of the course, by name."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import torch

from helpers import cifar_zip, runtime
from helpers.augmentation import Augmentation
from helpers.catalog import Known, find
from helpers.dataset import Arrays, Data, assemble
from helpers.download import DataUnavailable, download, layout, read
from helpers.samples import load_sample

__all__ = ["Data", "DataUnavailable", "load_data"]

Source = Literal["auto", "full", "sample"]
SOURCES = ("auto", "full", "sample")


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
    augment: Augmentation | None = None,
) -> Data:
    """Load a data set and split it into training, validation and test.

    Parameters
    ----------
    name : {"mnist", "fashion_mnist", "cifar10"}
        The data set; ``"MNIST"`` or ``"FashionMNIST"`` will do as well.
    val : int
        Images to hold out of the full training set for validation, the same share of every
        class. From a smaller set as many fewer are held out: 10 000 of 60 000 are 333 of 2 000.
    batch_size : int
        Images per training batch.
    root : str or pathlib.Path, optional
        Folder that holds ``MNIST/raw``, ``cifar-10-batches-py`` and so on, as torchvision lays
        them out; by default :func:`helpers.runtime.data_dir`. For CIFAR-10 a zip of JPEG copies
        will do, see :mod:`helpers.cifar_zip`.
    source : {"auto", "full", "sample"}
        ``"full"`` reads the files in ``root`` and downloads them if they are missing.
        ``"sample"`` takes the small sample that the package carries; for CIFAR-10 that is a
        drawn stand-in, not CIFAR-10. ``"auto"`` is ``"full"``, and where that fails the sample,
        with a notice. With the environment variable
        ``HELPERS_DATA=sample``, ``"auto"`` takes the sample at once: for quick trials.
    device : torch.device or str, optional
        Where to keep the images; by default the fastest device there is.
    seed : int
        Seed of the split, the shuffling and the augmentation.
    mean, std : sequence of float, optional
        Per channel, for normalising; by default computed from the training part.
    augment : Augmentation, optional
        Random crop, flip and rotation of the training images.

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
    known = find(name)
    if source not in SOURCES:
        raise ValueError(f"source is {source!r}; expected 'auto', 'full' or 'sample'")
    if not 1 <= val < known.train_size:
        raise ValueError(
            f"val is {val}; expected from 1 to {known.train_size - 1} of the "
            f"{known.train_size} training images"
        )
    folder = runtime.data_dir() if root is None else Path(root).expanduser()
    train, test, name, is_sample = _find_arrays(known, folder, source)
    return assemble(
        name,
        train,
        test,
        class_names=known.class_names,
        held=max(1, round(val * min(1.0, len(train[1]) / known.train_size))),
        batch_size=batch_size,
        device=device,
        seed=seed,
        mean=mean,
        std=std,
        augment=augment,
        is_sample=is_sample,
    )


_samples_only = False


def use_samples() -> None:
    """Take the sample whatever `source` says, without a word, for the rest of this process.

    For places that have no full data sets and no network and shall be quick, such as grading.
    """
    global _samples_only
    _samples_only = True


class _Found(NamedTuple):
    """Images found, and what they are to be called."""

    train: Arrays
    test: Arrays
    name: str
    is_sample: bool


def _find_arrays(known: Known, root: Path, source: Source) -> _Found:
    """Fetch training and test images: the full set, or what stands in for it."""

    def sample() -> _Found:
        train, test = load_sample(known.name, "train"), load_sample(known.name, "test")
        return _Found(train, test, known.sample_name or known.name, is_sample=True)

    if source == "sample" or _samples_only:
        return sample()
    if source == "auto" and os.environ.get("HELPERS_DATA") == "sample":
        print(
            f"{known.kind}: {known.sample} of 2 000 + 500 images, because HELPERS_DATA=sample is "
            "set."
        )
        return sample()
    try:
        return _full(known, root)
    except DataUnavailable as reason:
        help_ = (
            f"To get the full set, run this again with an internet connection, or put the files "
            f"into {layout(known.kind, root).folder}."
        )
        if source == "full":
            raise DataUnavailable(f"{known.kind} cannot be had: {reason}. {help_}") from None
        worse = (
            "so results will be worse"
            if known.sample == "small sample"
            else "so results mean nothing for the real images"
        )
        print(
            f"{known.kind} cannot be had: {reason}. Going on with a {known.sample} (2 000 + 500 "
            f"images), {worse}.\n{help_}"
        )
        return sample()


def _full(known: Known, root: Path) -> _Found:
    """Read the full set, or JPEG copies of it, downloading it first if that is needed."""
    try:
        train, test = read(known.kind, root)
    except DataUnavailable as on_disk:
        if known.name == "cifar10" and (root / cifar_zip.FILE).is_file():
            train, test = cifar_zip.read_cifar_zip(root / cifar_zip.FILE)
            return _Found(train, test, cifar_zip.NAME, is_sample=False)
        try:
            download(known.kind, root)
        except DataUnavailable as failed:
            raise DataUnavailable(f"{on_disk}, and the download failed ({failed})") from None
        train, test = read(known.kind, root)
    return _Found(train, test, known.name, is_sample=False)
