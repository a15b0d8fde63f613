"""In kernels, torchvision's data sets are small samples, whatever root a notebook names.

A student's own training loop then ends in seconds, nothing is downloaded, and no environment
variable tells that a notebook is being graded.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from torchvision import datasets

from helpers import data as helpers_data
from helpers.catalog import CATALOG
from helpers.samples import load_sample

IDX_NAMES = {"train": "train", "test": "t10k"}
BATCHES = 5


def serve_samples(folder: Path) -> None:
    """Write the samples as torchvision lays data sets out, and have them read from there.

    A data set that really lies below the root that a notebook names is left as it is.

    Parameters
    ----------
    folder : pathlib.Path
        Where to write them; it must stay.
    """
    for name in ("mnist", "fashion_mnist"):
        raw = folder / CATALOG[name].kind / "raw"
        raw.mkdir(parents=True)
        for part, word in IDX_NAMES.items():
            images, labels = load_sample(name, part)
            (raw / f"{word}-images-idx3-ubyte").write_bytes(idx(images))
            (raw / f"{word}-labels-idx1-ubyte").write_bytes(idx(labels))
    _serve_mnist(folder)
    _serve_cifar(folder / "cifar-10")
    helpers_data.use_samples()


def idx(array: np.ndarray) -> bytes:
    """Write an array of bytes in the format of MNIST's files.

    Examples
    --------
    >>> idx(np.zeros((2, 3), dtype=np.uint8)).hex()
    '000008020000000200000003000000000000'
    """
    head = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, dtype=">u4").tobytes()
    return head + np.ascontiguousarray(array, dtype=np.uint8).tobytes()


def _serve_mnist(folder: Path) -> None:
    own: Any = datasets.MNIST.raw_folder

    def raw_folder(self: Any) -> str:
        """Where the files lie."""
        there = Path(own.fget(self))
        # A student's class stands for the one of torchvision that it is made from; KMNIST, which
        # torchvision makes from MNIST, stands for itself, and there is no sample of it.
        torchvisions = datasets.MNIST.__module__
        kinds = (kind.__name__ for kind in type(self).__mro__ if kind.__module__ == torchvisions)
        served = folder / next(kinds) / "raw"
        return str(served if not there.is_dir() and served.is_dir() else there)

    datasets.MNIST.raw_folder = property(raw_folder)


def _serve_cifar(folder: Path) -> None:
    """Write CIFAR-10's files. Their checksums stand in the class, so those are replaced as well."""
    folder.mkdir(parents=True)
    known = CATALOG["cifar10"]
    train, test = load_sample(known.name, "train"), load_sample(known.name, "test")
    made = {name: _write_batch(folder / name, *batch) for name, batch in _batches(*train)}
    kind = datasets.CIFAR10
    own = _Checksums(kind.base_folder, kind.train_list, kind.test_list, kind.meta)
    test_list = [["test_batch", _write_batch(folder / "test_batch", *test)]]
    meta = _write(folder / "batches.meta", {"label_names": list(known.class_names)})
    served = _Checksums(
        # An absolute folder wins over the root that it is joined to.
        str(folder),
        [[name, checksum] for name, checksum in made.items()],
        test_list,
        {"filename": "batches.meta", "key": "label_names", "md5": meta},
    )
    start: Any = kind.__init__

    def __init__(self: Any, root: Any, *arguments: Any, **options: Any) -> None:
        real = Path(root).expanduser() / own.base_folder
        if type(self).base_folder == own.base_folder and not real.is_dir():
            vars(self).update(vars(served))
        start(self, root, *arguments, **options)

    __init__.__doc__ = start.__doc__
    kind.__init__ = __init__


class _Checksums:
    """What torchvision's class says of the files: names and checksums."""

    def __init__(self, base_folder: str, train_list: Any, test_list: Any, meta: Any) -> None:
        self.base_folder, self.train_list = base_folder, train_list
        self.test_list, self.meta = test_list, meta


def _batches(
    images: np.ndarray, labels: np.ndarray
) -> Iterator[tuple[str, tuple[np.ndarray, np.ndarray]]]:
    pairs = zip(np.array_split(images, BATCHES), np.array_split(labels, BATCHES), strict=True)
    for number, pair in enumerate(pairs, 1):
        yield f"data_batch_{number}", pair


def _write_batch(path: Path, images: np.ndarray, labels: np.ndarray) -> str:
    rows = images.transpose(0, 3, 1, 2).reshape(len(images), -1)
    return _write(path, {"data": rows, "labels": labels.tolist()})


def _write(path: Path, content: Any) -> str:
    """Write a file as torchvision reads it, and return its checksum."""
    packed = pickle.dumps(content)
    path.write_bytes(packed)
    return hashlib.md5(packed, usedforsecurity=False).hexdigest()
