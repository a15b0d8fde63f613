"""A drawn stand-in for CIFAR-10, which may not be put into a package.

Simple figures that loosely resemble the ten classes, 32 x 32 pixels in colour. They let code for
CIFAR-10 run and a network learn something; what it reaches says nothing about CIFAR-10.

The same numbers on every platform: only operations that IEEE 754 defines to the last bit are used
(no sine, no exponential, no sums whose order is open).
"""

import numpy as np

from helpers.samples.figures import FIGURES
from helpers.samples.strokes import Sheet, pick

PER_CLASS = {"train": 200, "test": 50}
SEED = 20_240_902


def draw(part: str) -> tuple[np.ndarray, np.ndarray]:
    """Draw one part of the stand-in.

    Parameters
    ----------
    part : {"train", "test"}
        2 000 or 500 images, the same number of each class.

    Returns
    -------
    images : numpy.ndarray
        uint8, shape (N, 32, 32, 3), 0 to 255.
    labels : numpy.ndarray
        uint8, shape (N,); in the order of the class names of CIFAR-10.

    Raises
    ------
    ValueError
        If there is no such part.

    Examples
    --------
    >>> images, labels = draw("test")
    >>> images.shape, np.bincount(labels).tolist()
    ((500, 32, 32, 3), [50, 50, 50, 50, 50, 50, 50, 50, 50, 50])
    """
    if part not in PER_CLASS:
        raise ValueError(f"part is {part!r}; expected 'train' or 'test'")
    count = PER_CLASS[part]
    number = list(PER_CLASS).index(part)
    drawn = [
        _figure(label, np.random.Generator(np.random.PCG64([SEED, number, label])), count)
        for label in range(len(FIGURES))
    ]
    labels = np.repeat(np.arange(len(FIGURES), dtype=np.uint8), count)
    order = np.random.Generator(np.random.PCG64([SEED, number])).permutation(len(labels))
    return np.concatenate(drawn)[order], labels[order]


def _figure(label: int, generator: np.random.Generator, count: int) -> np.ndarray:
    """Draw one class: background, figure, something in the way, then light and noise."""
    sheet = Sheet(generator, count)
    background, figure = FIGURES[label]
    background(sheet)
    sheet.texture(0.18)
    sheet.place()
    figure(sheet)
    _clutter(sheet)
    sheet.texture(0.10)
    return _develop(sheet)


def _clutter(sheet: Sheet) -> None:
    """Put a few spots over the picture, so that no single pixel tells the class."""
    sheet.centre()
    for _ in range(3):
        spot = sheet.ellipse(
            sheet.between(-1.6, 1.6), sheet.between(-1.6, 1.6), sheet.between(0.05, 0.3), 0.16
        )
        sheet.paint(spot * sheet.between(0.3, 1.0), pick(sheet, 0.0, 1.0))


def _develop(sheet: Sheet) -> np.ndarray:
    """Return bytes (N, 32, 32, 3), in changing light and with noise."""
    contrast, light = sheet.between(0.55, 1.1), sheet.between(-0.15, 0.15)
    shown = (sheet.pixels - np.float32(0.5)) * contrast + light + np.float32(0.5)
    shown = shown + sheet.noise(0.16)
    levels = np.floor(np.clip(shown, 0, 1) * np.float32(255) + np.float32(0.5))
    return np.ascontiguousarray(levels.astype(np.uint8).transpose(1, 2, 3, 0))
