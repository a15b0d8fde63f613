"""Full data sets through torchvision: read what is on disk, download what is missing."""

import contextlib
import io
import shutil
import socket
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import numpy as np

Arrays = tuple[np.ndarray, np.ndarray]

PATIENCE = 8.0
"""Seconds to wait for a server before giving up."""


class DataUnavailable(RuntimeError):
    """A data set is neither on disk nor to be had from the network."""


def read(kind: Any, root: Path) -> tuple[Arrays, Arrays]:
    """Read a data set that lies on disk.

    Parameters
    ----------
    kind : type
        A class like ``torchvision.datasets.MNIST``.
    root : pathlib.Path
        The folder that torchvision calls ``root``.

    Returns
    -------
    train, test : tuple of numpy.ndarray
        Images uint8 (N, H, W) and labels (N,).

    Raises
    ------
    DataUnavailable
        If files are missing or damaged; the message says which of the two.
    """
    try:
        parts = [kind(root, train=train) for train in (True, False)]
        train, test = ((np.asarray(part.data), np.asarray(part.targets)) for part in parts)
    except Exception as error:
        # torchvision reports a missing file as RuntimeError and a damaged one as whatever its
        # parser stumbles over first, so no narrower list would be complete.
        if "not found" in str(error):
            raise DataUnavailable(f"no files in {root / kind.__name__}") from None
        raise DataUnavailable(
            f"damaged files in {root / kind.__name__} ({type(error).__name__})"
        ) from error
    for images, labels in (train, test):
        if len(images) == 0 or len(images) != len(labels):
            raise DataUnavailable(
                f"damaged files in {root / kind.__name__} ({len(images)} images, "
                f"{len(labels)} labels)"
            )
    return train, test


def download(kind: Any, root: Path) -> None:
    """Download a data set with torchvision, whole or not at all.

    Prints one line when it begins. The files are made in a folder beside their final one and
    moved when all of them are complete, so that an interrupted download leaves nothing that
    looks like data. Packed files (``.gz``) that are already there are used.

    Parameters
    ----------
    kind : type
        A class like ``torchvision.datasets.MNIST``.
    root : pathlib.Path
        The folder that torchvision calls ``root``.

    Raises
    ------
    DataUnavailable
        If no server answers within seconds, or the folder cannot be written.
    """
    final = root / kind.__name__ / "raw"
    packed = [final / name for name, _ in kind.resources]
    if not all(path.is_file() for path in packed) and not _any_answers(
        [mirror + kind.resources[0][0] for mirror in kind.mirrors]
    ):
        raise DataUnavailable("no server answered; is there an internet connection?")
    print(f"{kind.__name__}: downloading to {root} ...", flush=True)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".download-", dir=root) as aside:
            made = Path(aside) / kind.__name__ / "raw"
            made.mkdir(parents=True)
            for path in packed:
                if path.is_file():
                    shutil.copy(path, made)
            with _quietly():
                kind(aside, train=True, download=True)
            final.mkdir(parents=True, exist_ok=True)
            for path in made.iterdir():
                if path.suffix != ".gz":
                    path.replace(final / path.name)
    except (OSError, RuntimeError, EOFError) as error:
        reason = (str(error).splitlines() or [""])[0]
        raise DataUnavailable(f"{type(error).__name__}: {reason}") from error


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Let no server hang, and keep torchvision's progress bar off stderr."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(2 * PATIENCE)
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        socket.setdefaulttimeout(before)


def _any_answers(addresses: list[str]) -> bool:
    """Tell whether one of the servers answers soon, whatever it says."""
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
