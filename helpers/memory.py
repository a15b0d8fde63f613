"""Out of memory, said in one line."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import torch

_PHRASES = ("out of memory", "can't allocate memory", "not enough memory")


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
