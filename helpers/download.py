"""Full data sets through torchvision: read what is on disk, download what is missing."""

import contextlib
import io
import shutil
import socket
import tempfile
import threading
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import numpy as np

from helpers.dataset import Arrays

PATIENCE = 8.0
"""Seconds to wait for a server before giving up."""


class DataUnavailable(RuntimeError):
    """A data set is neither on disk nor to be had from the network."""


@dataclass(frozen=True)
class Layout:
    """How torchvision lays out a data set.

    Attributes
    ----------
    folder : pathlib.Path
        Where its files lie.
    packed : tuple of pathlib.Path
        The files that are downloaded.
    addresses : tuple of str
        Servers to ask whether there is a connection.
    """

    folder: Path
    packed: tuple[Path, ...]
    addresses: tuple[str, ...]


def layout(kind: str, root: Path) -> Layout:
    """Say where a data set lies and what is downloaded for it.

    Parameters
    ----------
    kind : str
        Name of a class like ``torchvision.datasets.MNIST`` or ``CIFAR10``.
    root : pathlib.Path
        The folder that torchvision calls ``root``.

    Returns
    -------
    Layout

    Examples
    --------
    >>> layout("CIFAR10", Path("data")).folder.as_posix()
    'data/cifar-10-batches-py'
    """
    found = _class(kind)
    if hasattr(found, "base_folder"):
        return Layout(root / found.base_folder, (root / found.filename,), (found.url,))
    folder = root / kind / "raw"
    first = found.resources[0][0]
    packed = tuple(folder / name for name, _ in found.resources)
    return Layout(folder, packed, tuple(mirror + first for mirror in found.mirrors))


def read(kind: str, root: Path) -> tuple[Arrays, Arrays]:
    """Read a data set that lies on disk.

    Parameters
    ----------
    kind : str
        Name of a class like ``torchvision.datasets.MNIST``.
    root : pathlib.Path
        The folder that torchvision calls ``root``.

    Returns
    -------
    train, test : tuple of numpy.ndarray
        Images uint8, (N, H, W) or (N, H, W, C), and labels (N,).

    Raises
    ------
    DataUnavailable
        If files are missing or damaged; the message says which of the two.
    """
    folder = layout(kind, root).folder
    if not folder.is_dir():
        raise DataUnavailable(f"no files in {folder}")
    try:
        parts = [_class(kind)(root, train=train) for train in (True, False)]
        train, test = ((np.asarray(part.data), np.asarray(part.targets)) for part in parts)
    except Exception as error:
        # torchvision reports a missing file as RuntimeError and a damaged one as whatever its
        # parser stumbles over first, so no narrower list would be complete.
        if "not found" in str(error) and "corrupted" not in str(error):
            raise DataUnavailable(f"no files in {folder}") from None
        raise DataUnavailable(f"damaged files in {folder} ({type(error).__name__})") from error
    for images, labels in (train, test):
        if len(images) == 0 or len(images) != len(labels):
            raise DataUnavailable(
                f"damaged files in {folder} ({len(images)} images, {len(labels)} labels)"
            )
    return train, test


def download(kind: str, root: Path) -> None:
    """Download a data set with torchvision, whole or not at all.

    Prints one line when it begins. The files are made in a folder beside their final one and
    moved when all of them are complete, so that an interrupted download leaves nothing that
    looks like data. Packed files that are already there are used.

    Parameters
    ----------
    kind : str
        Name of a class like ``torchvision.datasets.MNIST``.
    root : pathlib.Path
        The folder that torchvision calls ``root``.

    Raises
    ------
    DataUnavailable
        If no server answers within seconds, or the folder cannot be written.
    """
    final = layout(kind, root)
    if not all(path.is_file() for path in final.packed) and not any_answers(final.addresses):
        raise DataUnavailable("no server answered; is there an internet connection?")
    print(f"{kind}: downloading to {root} ...", flush=True)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".download-", dir=root) as aside:
            made = layout(kind, Path(aside))
            made.folder.mkdir(parents=True)
            for path, copy in zip(final.packed, made.packed, strict=True):
                if path.is_file():
                    shutil.copy(path, copy)
            with quietly():
                _class(kind)(aside, train=True, download=True)
            final.folder.mkdir(parents=True, exist_ok=True)
            for path in made.folder.iterdir():
                if path not in made.packed:
                    path.replace(final.folder / path.name)
    except Exception as error:
        # Besides network and disk: an archive that cannot be unpacked fails in many ways.
        reason = (str(error).splitlines() or [""])[0]
        raise DataUnavailable(f"{type(error).__name__}: {reason}") from error


def _class(kind: str) -> Any:
    """Fetch a class of torchvision, which is slow to import."""
    from torchvision import datasets

    return getattr(datasets, kind)


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Let no server hang, and keep torchvision's progress bar off stderr.

    Yields
    ------
    None
    """
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(2 * PATIENCE)
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        socket.setdefaulttimeout(before)


def any_answers(addresses: Sequence[str]) -> bool:
    """Tell whether one of the servers answers soon, whatever it says.

    Parameters
    ----------
    addresses : sequence of str

    Returns
    -------
    bool
    """
    answered = threading.Event()
    done = threading.Semaphore(0)

    def ask(address: str) -> None:
        request = urllib.request.Request(address, method="HEAD")
        try:
            urllib.request.urlopen(request, timeout=PATIENCE).close()
            answered.set()
        except HTTPError:
            answered.set()
        except OSError:
            pass
        finally:
            done.release()

    # In threads, because looking up a name and trying its addresses in turn can outlast any
    # time-out given to urlopen.
    for address in addresses:
        threading.Thread(target=ask, args=(address,), daemon=True).start()
    for _ in addresses:
        if not done.acquire(timeout=PATIENCE) or answered.is_set():
            break
    return answered.is_set()
