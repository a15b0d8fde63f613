"""CIFAR-10 from a zip of JPEG copies, where torchvision's own files cannot be had."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from helpers.catalog import find
from helpers.dataset import Arrays, Data, assemble
from helpers.download import DataUnavailable

FILE = "cifar10_jpeg.zip"  # the name under which `load_data` looks for it
NAME = "cifar10 (JPEG copies)"
SIZE = 32


def load_cifar_zip(path: str | Path, *, val: int = 10_000, **settings: Any) -> Data:
    """Load CIFAR-10 from a zip of JPEG copies.

    JPEG changes pixels a little, so accuracies differ slightly from those on the original; the
    name of the data says that they are copies.

    Parameters
    ----------
    path : str or pathlib.Path
        Holds ``train/<class>/NNNN.jpg`` and ``test/<class>/NNNN.jpg``.
    val : int
        Images to hold out of the training set for validation, the same share of every class.
    **settings
        ``batch_size``, ``device``, ``seed``, ``mean``, ``std``, ``augment`` as for
        :func:`helpers.load_data`.

    Returns
    -------
    Data

    Raises
    ------
    DataUnavailable
        If there is no such file, or it is damaged or holds something else.
    """
    train, test = read_cifar_zip(path)
    names = find("cifar10").class_names
    return assemble(NAME, train, test, class_names=names, held=val, **settings)


def read_cifar_zip(path: str | Path) -> tuple[Arrays, Arrays]:
    """Read all images of a zip of JPEG copies of CIFAR-10.

    Parameters
    ----------
    path : str or pathlib.Path
        Holds ``train/<class>/NNNN.jpg`` and ``test/<class>/NNNN.jpg``.

    Returns
    -------
    train, test : tuple of numpy.ndarray
        Images uint8 (N, 32, 32, 3) and labels uint8 (N,), sorted by class and number.

    Raises
    ------
    DataUnavailable
        If there is no such file, or it is damaged or holds something else.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if name.endswith(".jpg"))
            train, test = (_part(archive, names, part) for part in ("train", "test"))
    except FileNotFoundError:
        raise DataUnavailable(f"no file {path}; expected a zip of CIFAR-10 as JPEG") from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
        raise DataUnavailable(
            f"{path} is damaged or no zip of images ({type(error).__name__}: {error}); copy or "
            "download it again"
        ) from error
    return train, test


def _part(archive: zipfile.ZipFile, names: list[str], part: str) -> Arrays:
    """Decode the images of one part."""
    from PIL import Image

    classes = {name: label for label, name in enumerate(find("cifar10").class_names)}
    # Left out is what lies in other folders; of a class that is unknown something is wrong.
    found = [name.split("/") for name in names if name.split("/")[0] == part]
    if not found or any(len(one) != 3 or one[1] not in classes for one in found):
        raise DataUnavailable(
            f"{archive.filename} holds other files; expected {part}/<class>/NNNN.jpg for the ten "
            "classes of CIFAR-10"
        )
    images = np.empty((len(found), SIZE, SIZE, 3), np.uint8)
    for place, one in enumerate(found):
        with Image.open(io.BytesIO(archive.read("/".join(one))), formats=["JPEG"]) as image:
            if image.size != (SIZE, SIZE):
                raise DataUnavailable(
                    f"{'/'.join(one)} in {archive.filename} is {image.size[0]}x{image.size[1]} "
                    f"pixels; expected {SIZE}x{SIZE}"
                )
            images[place] = np.asarray(image.convert("RGB"))
    return images, np.array([classes[one[1]] for one in found], np.uint8)
