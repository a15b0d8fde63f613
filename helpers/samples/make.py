"""Make the small samples that the package carries.

Usage: ``python -m helpers.samples.make --data DIR [--out DIR]``, where ``DIR`` holds
``MNIST/raw`` and ``FashionMNIST/raw`` as torchvision lays them out.
"""

import argparse
from pathlib import Path

import numpy as np

PER_CLASS = {"train": 200, "test": 50}
SEED = 20_240_901
LIMIT = 1_000_000


def choose(labels: np.ndarray, per_class: int, seed: int = SEED) -> np.ndarray:
    """Choose as many examples of every class, in shuffled order.

    Parameters
    ----------
    labels : numpy.ndarray
        Integer labels of the full set, shape (N,).
    per_class : int
        Examples to take of each class.
    seed : int
        Seed of the choice.

    Returns
    -------
    numpy.ndarray
        Indices, shape (classes * per_class,).

    Examples
    --------
    >>> chosen = choose(np.array([0, 1, 1, 0, 1, 0]), per_class=2)
    >>> np.bincount(np.array([0, 1, 1, 0, 1, 0])[chosen]).tolist()
    [2, 2]
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    picks = [
        generator.choice(np.flatnonzero(labels == label), per_class, replace=False)
        for label in np.unique(labels)
    ]
    return generator.permutation(np.concatenate(picks))


def make(data: Path, out: Path) -> list[Path]:
    """Write the four sample files.

    Parameters
    ----------
    data : pathlib.Path
        Folder with the full sets.
    out : pathlib.Path
        Folder to write to.

    Returns
    -------
    list of pathlib.Path
        The files written, each under 1 MB.

    Raises
    ------
    RuntimeError
        If a full set is missing, or a file came out too large for the package.
    """
    from torchvision.datasets import MNIST, FashionMNIST

    written = []
    for name, kind in {"mnist": MNIST, "fashion_mnist": FashionMNIST}.items():
        for part, per_class in PER_CLASS.items():
            full = kind(data, train=part == "train")
            chosen = choose(full.targets.numpy(), per_class)
            path = out / f"{name}_{part}.npz"
            np.savez_compressed(
                path,
                images=full.data.numpy()[chosen],
                labels=full.targets.numpy()[chosen].astype(np.uint8),
            )
            size = path.stat().st_size
            if size >= LIMIT:
                raise RuntimeError(f"{path} has {size} bytes; expected fewer than {LIMIT}")
            print(f"{path.name}: {len(chosen)} images, {size} bytes")
            written.append(path)
    return written


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the samples that the package carries.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the full sets")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    arguments = parser.parse_args()
    make(arguments.data, arguments.out)
