"""Arrays of a data set: what is held out, and their statistics."""

import numpy as np


def split(labels: np.ndarray, held: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Hold out examples, the same share of every class.

    Parameters
    ----------
    labels : numpy.ndarray
        Integers, shape (N,).
    held : int
        How many to hold out, 1 to N - 1.
    seed : int
        Seed of the choice; the result is the same on every platform.

    Returns
    -------
    kept, held : numpy.ndarray
        Positions in ascending order.

    Raises
    ------
    ValueError
        If nothing would be left on one side.

    Examples
    --------
    >>> labels = np.array([0, 0, 0, 0, 1, 1])
    >>> kept, held = split(labels, 3, seed=0)
    >>> labels[held].tolist(), len(kept)
    ([0, 0, 1], 3)
    """
    total = len(labels)
    if not 1 <= held < total:
        raise ValueError(f"cannot hold out {held} of {total} examples; expected 1 to {total - 1}")
    generator = np.random.Generator(np.random.PCG64(seed))
    shuffled = generator.permutation(total)
    # By class, shuffled within the class; every example gets its place in its class as a
    # share, and those with the smallest shares are held out.
    by_class = shuffled[np.argsort(labels[shuffled], kind="stable")]
    _, starts, counts = np.unique(labels[by_class], return_index=True, return_counts=True)
    place = np.arange(total) - np.repeat(starts, counts)
    share = (place + 0.5) / np.repeat(counts, counts)
    chosen = by_class[np.argsort(share, kind="stable")]
    return np.sort(chosen[held:]), np.sort(chosen[:held])


def statistics(images: np.ndarray) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Compute mean and standard deviation per channel, of images scaled to 0 to 1.

    Parameters
    ----------
    images : numpy.ndarray
        uint8, shape (N, C, H, W).

    Returns
    -------
    mean, std : tuple of float
        One number per channel.

    Examples
    --------
    >>> statistics(np.array([0, 255], dtype=np.uint8).reshape(2, 1, 1, 1))
    ((0.5,), (0.5,))
    """
    levels = np.arange(256) / 255
    mean, std = [], []
    for channel in range(images.shape[1]):
        # Counting the 256 levels is exact and needs no copy of the images as floats.
        counts = np.bincount(images[:, channel].ravel(), minlength=256)
        average = float(counts @ levels / counts.sum())
        mean.append(average)
        std.append(float(np.sqrt(counts @ (levels - average) ** 2 / counts.sum())))
    return tuple(mean), tuple(std)
