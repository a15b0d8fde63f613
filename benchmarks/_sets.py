"""The data sets of the benchmarks: for helpers, and for the plain way over torchvision."""

from pathlib import Path
from typing import Any

import torch
from torch.utils.data import DataLoader
from torchvision import datasets

from helpers import load_data
from helpers.catalog import find
from helpers.cifar_zip import FILE
from helpers.dataset import Data
from helpers.loader import TensorLoader


def load(name: str, folder: Path | None, **settings: Any) -> Data | None:
    """Load the full set from a folder, or the sample without one; None if it is not there."""
    if folder is None:
        return load_data(name, source="sample", device="cpu", **settings)
    places = ["cifar-10-batches-py", FILE] if name == "cifar10" else [f"{find(name).kind}/raw"]
    if not any((folder / place).exists() for place in places):
        return None
    return load_data(name, root=folder, source="full", device="cpu", **settings)


def plain_dataset(name: str, loader: TensorLoader, transform: Any) -> Any:
    """Give the images of a loader to torchvision's own class: its data, its __getitem__."""
    kind = getattr(datasets, find(name).kind)
    made = kind.__new__(kind)
    images = loader.images.cpu()
    # MNIST keeps a tensor (N, H, W) and CIFAR10 an array (N, H, W, C); both then go through PIL.
    made.data = images[:, 0] if name != "cifar10" else images.permute(0, 2, 3, 1).numpy().copy()
    made.targets = loader.labels.tolist() if name == "cifar10" else loader.labels.cpu()
    made.transform, made.target_transform = transform, None
    made.classes = list(loader.class_names or ())
    return made


def plain_loader(
    name: str, loader: TensorLoader, transform: Any, *, shuffle: bool, workers: int = 0
) -> DataLoader:
    """Make the DataLoader that most courses use."""
    generator = torch.Generator().manual_seed(loader.seed)
    return DataLoader(
        plain_dataset(name, loader, transform),
        batch_size=loader.batch_size,
        shuffle=shuffle,
        num_workers=workers,
        generator=generator,
    )
