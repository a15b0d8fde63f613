"""Memory that steps use again, and running out of it said in one line."""

import ctypes
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import torch

_PHRASES = ("out of memory", "can't allocate memory", "not enough memory")

# Of glibc's malloc.h: from which size on memory is asked of the system by itself, and how much may
# lie free at the end of the heap before it is given back.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_MIB = 2**20
# While training: the activations of one step are there for the next.
_KEPT = {_MMAP_THRESHOLD: 256 * _MIB, _TRIM_THRESHOLD: 2**31 - 1}
# Otherwise: what glibc's own rule comes to after large tensors were freed.
_USUAL = {_MMAP_THRESHOLD: 32 * _MIB, _TRIM_THRESHOLD: 64 * _MIB}


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether an error means that the memory of a device is full.

    Parameters
    ----------
    error : BaseException

    Returns
    -------
    bool

    Examples
    --------
    >>> is_out_of_memory(RuntimeError("MPS backend out of memory (MPS allocated: 9 GB ...)"))
    True
    >>> is_out_of_memory(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))
    False
    """
    if isinstance(error, torch.cuda.OutOfMemoryError):
        return True
    # Apple's graphics and the processor have no class of their own for it.
    return isinstance(error, RuntimeError) and any(p in str(error) for p in _PHRASES)


@contextmanager
def enough_memory(device: torch.device, rows: int) -> Iterator[None]:
    """Turn running out of memory into one line that says what helps.

    Parameters
    ----------
    device : torch.device
    rows : int
        Size of the batch.

    Raises
    ------
    torch.cuda.OutOfMemoryError
        With the size of the batch, whatever the device.

    Examples
    --------
    >>> with enough_memory(torch.device("cpu"), rows=512):
    ...     raise RuntimeError("can't allocate memory: you tried to allocate 9e12 bytes")
    Traceback (most recent call last):
    torch.OutOfMemoryError: out of memory on cpu with batches of 512; use a smaller batch_size
    """
    try:
        yield
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise
        # In a notebook the traceback lives on, and with it every tensor of the failed step:
        # the next try would run out of memory as well.
        traceback.clear_frames(error.__traceback__)
        raise torch.cuda.OutOfMemoryError(
            f"out of memory on {device} with batches of {rows}; use a smaller batch_size"
        ) from None


@contextmanager
def kept_memory(device: torch.device) -> Iterator[None]:
    """Use the memory of one step for the next, as PyTorch does by itself on a graphics card.

    On Linux, freed tensors of some megabytes go back to the system, and each step pays for
    thousands of new pages. Afterwards what is free is given back. Nothing happens on a device with
    a memory of its own, nor where the C library is not glibc.

    Parameters
    ----------
    device : torch.device

    Examples
    --------
    >>> with kept_memory(torch.device("cpu")):
    ...     torch.zeros(3).sum().item()
    0.0
    """
    library = _glibc() if device.type == "cpu" else None
    if library is None:
        yield
        return
    _set(library, _KEPT)
    try:
        yield
    finally:
        _set(library, _USUAL)
        library.malloc_trim(0)


@cache
def _glibc() -> Any:
    """Return the C library if its memory can be told what to keep."""
    try:
        library = ctypes.CDLL(None)
        return library if library.gnu_get_libc_version and library.mallopt else None
    except (OSError, TypeError, AttributeError):
        return None  # Windows, macOS, musl.


def _set(library: Any, values: dict[int, int]) -> None:
    for name, value in values.items():
        library.mallopt(name, value)
