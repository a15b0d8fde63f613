"""Where the code runs: device, seeds, and the folders for data and models."""

import os
import platform
import random
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

_COLAB = Path("/content")
_DRIVE = _COLAB / "drive" / "MyDrive"


def get_device(prefer: str | torch.device | None = None) -> torch.device:
    """Choose the device to compute on.

    Parameters
    ----------
    prefer : str or torch.device, optional
        Device to use, such as ``"cpu"``. By default the fastest there is: an NVIDIA card
        (``cuda``), Apple's graphics (``mps``), the processor (``cpu``).

    Returns
    -------
    torch.device

    Raises
    ------
    ValueError
        If the preferred device is unknown or not there.

    Examples
    --------
    >>> get_device("cpu")
    device(type='cpu')
    """
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if prefer is None:
        return torch.device(next((kind for kind, found in there.items() if found), "cpu"))
    try:
        device = torch.device(prefer)
    except (RuntimeError, TypeError):
        raise ValueError(f"unknown device {prefer!r}; expected 'cuda', 'mps' or 'cpu'") from None
    if not there.get(device.type, True):
        raise ValueError(
            f"device {device.type!r} was asked for, but this machine offers none; "
            "leave it out to take the best there is (on Colab: Runtime > Change runtime type > GPU)"
        )
    return device


def seed_everything(seed: int) -> None:
    """Start the random numbers of Python, NumPy and PyTorch (all devices) from one seed.

    Parameters
    ----------
    seed : int
        Between 0 and 2**32 - 1.

    Raises
    ------
    ValueError
        If the seed is not such an integer.

    Examples
    --------
    >>> seed_everything(3)
    >>> first = torch.rand(1)
    >>> seed_everything(3)
    >>> bool(first == torch.rand(1))
    True
    """
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or not 0 <= seed < 2**32:
        raise ValueError(f"seed is {seed!r}; expected an integer from 0 to 2**32 - 1")
    random.seed(int(seed))
    np.random.seed(int(seed))
    torch.manual_seed(int(seed))


def deterministic_mode(on: bool = True) -> None:
    """Have PyTorch compute the same bits each time, on graphics cards too.

    Seeds alone do not do that there: some operations add up numbers in whatever order they
    arrive. In this mode PyTorch takes slower ones instead, and raises an error, which names the
    operation, where there is none. On the processor results repeat without it, as long as the
    number of threads is the same.

    Parameters
    ----------
    on : bool
        False to go back to the fast operations.

    Examples
    --------
    >>> deterministic_mode()
    >>> torch.are_deterministic_algorithms_enabled()
    True
    >>> deterministic_mode(False)
    """
    if on:
        # cuBLAS reads it when it is first used; without it, matrix products raise an error.
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(on)
    torch.backends.cudnn.deterministic = on
    if on:
        # Trying out algorithms may choose another one each time.
        torch.backends.cudnn.benchmark = False


def setup(seed: int = 0, *, deterministic: bool = False) -> torch.device:
    """Begin a notebook: seed everything, say where it runs, return the device.

    Prints one line: Python, where it runs, PyTorch, the device, and the folder of the data.

    Parameters
    ----------
    seed : int
        Seed for Python, NumPy and PyTorch.
    deterministic : bool
        Whether to repeat results to the last bit on graphics cards too, which is slower; see
        :func:`deterministic_mode`.

    Returns
    -------
    torch.device
        The fastest device there is.

    Examples
    --------
    >>> device = setup(seed=0)
    Python 3... | torch ... | ... | data in ...
    """
    seed_everything(seed)
    deterministic_mode(deterministic)
    device = get_device()
    facts = [
        f"Python {platform.python_version()}{_host()}",
        f"torch {torch.__version__}",
        _device_name(device) + (", deterministic" if deterministic else ""),
        f"data in {data_dir()}",
    ]
    print(" | ".join(facts))
    return device


def _host() -> str:
    """Name the service that this runs on, if it is one of those known here."""
    return " on Colab" if on_colab() else " on CoCalc" if on_cocalc() else ""


def _device_name(device: torch.device) -> str:
    """Name a device in words."""
    if device.type == "cuda":
        return f"cuda: {torch.cuda.get_device_name(device)}"
    if device.type == "mps":
        return "mps: Apple graphics"
    return f"{device.type}, {torch.get_num_threads()} threads"


def on_colab() -> bool:
    """Tell whether this is Google Colab.

    Examples
    --------
    >>> on_colab()
    False
    """
    try:
        return find_spec("google.colab") is not None and _COLAB.is_dir()
    except (ImportError, ValueError):
        return False


def on_cocalc() -> bool:
    """Tell whether this is CoCalc.

    Examples
    --------
    >>> on_cocalc()
    False
    """
    return "COCALC_PROJECT_ID" in os.environ


def in_notebook() -> bool:
    """Tell whether output goes to a notebook.

    Examples
    --------
    >>> in_notebook()
    False
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return getattr(shell, "kernel", None) is not None


def data_dir() -> Path:
    """Folder where data sets lie and to which they are downloaded.

    The first that applies: the environment variable ``HELPERS_DATA_DIR``; on Colab a folder on
    Google Drive if that is mounted, else ``/content/data``; on CoCalc ``~/homeroom/data``; a
    folder ``data`` beside the notebook or one level up; ``~/.cache/homeroom/data``.

    Returns
    -------
    pathlib.Path
        It need not exist yet.
    """
    return _place("data")


def models_dir() -> Path:
    """Folder where trained and pretrained models lie.

    Chosen like :func:`data_dir`, with ``HELPERS_MODELS_DIR`` and folders named ``models``.

    Returns
    -------
    pathlib.Path
        It need not exist yet.
    """
    return _place("models")


def _place(kind: str) -> Path:
    """Find the folder for ``data`` or ``models``."""
    named = os.environ.get(f"HELPERS_{kind.upper()}_DIR")
    if named:
        return Path(named).expanduser()
    if on_colab():
        # The machine behind a Colab session is wiped when it ends; Drive stays.
        return _DRIVE / "homeroom" / kind if _DRIVE.is_dir() else _COLAB / kind
    if on_cocalc():
        return Path.home() / "homeroom" / kind
    for folder in (Path.cwd(), Path.cwd().parent):
        if (folder / kind).is_dir():
            return folder / kind
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "homeroom" / kind
