"""Where the random numbers are, and the loaders: to remember, and to go back to."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch

# Where a DataLoader may keep a generator of its own.
_GENERATORS = ("generator", "sampler.generator", "batch_sampler.sampler.generator")


def random_state() -> dict[str, Any]:
    """Return where the random numbers of Python, NumPy and PyTorch are, on all devices.

    Returns
    -------
    dict
        Tensors and plain values only.

    Examples
    --------
    >>> before = random_state()
    >>> first = torch.rand(3), np.random.rand(), random.random()
    >>> set_random_state(before)
    >>> again = torch.rand(3), np.random.rand(), random.random()
    >>> bool((first[0] == again[0]).all()), first[1:] == again[1:]
    (True, True)
    """
    name, keys, *rest = np.random.get_state(legacy=True)
    version, numbers, spare = random.getstate()
    state = {
        "torch": torch.get_rng_state(),
        "numpy": [str(name), torch.from_numpy(np.asarray(keys, np.int64)), *map(_python, rest)],
        "python": [version, torch.tensor(numbers, dtype=torch.int64), spare],
    }
    if torch.cuda.is_available():
        state["cuda"] = torch.cuda.get_rng_state_all()
    if torch.backends.mps.is_available():
        state["mps"] = torch.mps.get_rng_state()
    return state


def set_random_state(state: dict[str, Any]) -> None:
    """Go back to where the random numbers were.

    Parameters
    ----------
    state : dict
        From :func:`random_state`. What it holds for devices that are not here is left out.
    """
    torch.set_rng_state(state["torch"])
    name, keys, *rest = state["numpy"]
    np.random.set_state((name, keys.numpy().astype(np.uint32), *rest))
    version, numbers, spare = state["python"]
    random.setstate((version, tuple(numbers.tolist()), spare))
    if "cuda" in state and torch.cuda.is_available():
        for number, there in enumerate(state["cuda"][: torch.cuda.device_count()]):
            torch.cuda.set_rng_state(there, number)
    if "mps" in state and torch.backends.mps.is_available():
        torch.mps.set_rng_state(state["mps"])


@contextmanager
def random_state_kept() -> Iterator[None]:
    """Leave the random numbers where they were, whatever is drawn inside.

    Yields
    ------
    None

    Examples
    --------
    >>> torch.manual_seed(0).initial_seed()
    0
    >>> with random_state_kept():
    ...     first = torch.rand(1)
    >>> bool(first == torch.rand(1))
    True
    """
    state = random_state()
    try:
        yield
    finally:
        set_random_state(state)


def loader_state(loader: Any) -> dict[str, Any]:
    """Return where a loader is between two epochs.

    Parameters
    ----------
    loader : object
        One with ``state_dict``; a ``TensorLoader``, whose order depends on ``seed`` and
        ``epoch``; a ``DataLoader``, with the generators it may have. Others need nothing but
        the state of all random numbers. What lives inside the processes of
        ``persistent_workers=True`` cannot be seen from here.

    Returns
    -------
    dict
        For :func:`set_loader_state`.

    Examples
    --------
    >>> loader_state([])
    {}
    """
    if _keeps_state(loader):
        return {"state": loader.state_dict()}
    state: dict[str, Any] = {
        name: int(getattr(loader, name)) for name in ("seed", "epoch") if _counts(loader, name)
    }
    generators = {
        path: generator.get_state()
        for path in _GENERATORS
        if isinstance(generator := _find(loader, path), torch.Generator)
    }
    return state | ({"generators": generators} if generators else {})


def set_loader_state(loader: Any, state: dict[str, Any]) -> None:
    """Take a loader back to where it was.

    Parameters
    ----------
    loader : object
        Made like the one that was asked.
    state : dict
        From :func:`loader_state`.
    """
    if "state" in state and _keeps_state(loader):
        loader.load_state_dict(state["state"])
    for name in ("seed", "epoch"):
        if name in state and _counts(loader, name):
            setattr(loader, name, state[name])
    for path, there in state.get("generators", {}).items():
        generator = _find(loader, path) if path in _GENERATORS else None
        if isinstance(generator, torch.Generator):
            generator.set_state(there)


def _keeps_state(loader: Any) -> bool:
    return hasattr(loader, "state_dict") and hasattr(loader, "load_state_dict")


def _counts(loader: Any, name: str) -> bool:
    found = getattr(loader, name, None)
    return isinstance(found, int | np.integer) and not isinstance(found, bool)


def _find(thing: Any, path: str) -> Any:
    for name in path.split("."):
        thing = getattr(thing, name, None)
    return thing


def _python(number: Any) -> int | float:
    """Return a number of NumPy as one of Python."""
    return number.item() if isinstance(number, np.generic) else number
