"""Small samples of the data sets, for work without a network; real, but for CIFAR-10 drawn."""

from importlib.resources import files

import numpy as np

Arrays = tuple[np.ndarray, np.ndarray]

seen: dict[tuple[str, str], Arrays] = {}
"""Samples read or drawn so far, by name and part; copies are given out."""


def load_sample(name: str, part: str) -> Arrays:
    """Read one sample that the package carries.

    Parameters
    ----------
    name : {"mnist", "fashion_mnist", "cifar10"}
        The data set. For ``"cifar10"`` this is a drawn stand-in, not CIFAR-10.
    part : {"train", "test"}
        2 000 training images or 500 test images, the same number of each class.

    Returns
    -------
    images : numpy.ndarray
        uint8, shape (N, 28, 28), or (N, 32, 32, 3) in colour; 0 to 255.
    labels : numpy.ndarray
        uint8, shape (N,).

    Raises
    ------
    FileNotFoundError
        If the package carries no such sample.

    Examples
    --------
    >>> images, labels = load_sample("mnist", "test")
    >>> images.shape, np.bincount(labels).tolist()
    ((500, 28, 28), [50, 50, 50, 50, 50, 50, 50, 50, 50, 50])
    """
    if (name, part) not in seen:
        seen[name, part] = _read(name, part)
    images, labels = seen[name, part]
    return images.copy(), labels.copy()


def _read(name: str, part: str) -> Arrays:
    if name == "cifar10":
        # Drawing takes a moment to import as well.
        from helpers.samples.drawn import draw

        return draw(part)
    path = files(__name__) / f"{name}_{part}.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return arrays["images"], arrays["labels"]
