"""Whether images fit on the device, or stay in main memory and go there batch by batch."""

import torch
from torch import Tensor

SHARE = 0.5
"""Share of the free memory of a device that images may take; the rest is for the network."""


def memory_limit(device: torch.device) -> int | None:
    """Say how many bytes of images a device can keep.

    Parameters
    ----------
    device : torch.device

    Returns
    -------
    int or None
        None if there is no limit worth asking for: on the processor the images are in its
        memory already.

    Examples
    --------
    >>> memory_limit(torch.device("cpu")) is None
    True
    """
    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        return int(SHARE * free)
    if device.type == "mps" and hasattr(torch.mps, "recommended_max_memory"):
        free = torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
        return int(SHARE * free)
    return None


def place(images: Tensor, device: torch.device, limit: int | None) -> tuple[Tensor, bool]:
    """Move images to a device if they fit.

    Parameters
    ----------
    images : torch.Tensor
    device : torch.device
    limit : int, optional
        Bytes that they may take there; by default :func:`memory_limit`.

    Returns
    -------
    images : torch.Tensor
        On the device, or where they were.
    streams : bool
        Whether they stayed where they were, so that batches have to be moved.

    Examples
    --------
    >>> place(torch.zeros(100, dtype=torch.uint8), torch.device("cpu"), limit=99)[1]
    True
    """
    limit = memory_limit(device) if limit is None else limit
    if limit is not None and images.nbytes > limit:
        return images.contiguous(), True
    return images.to(device).contiguous(), False


def pick(rows: Tensor, positions: Tensor | slice, device: torch.device) -> Tensor:
    """Take some rows and bring them to a device.

    Parameters
    ----------
    rows : torch.Tensor
        Shape (N, ...).
    positions : torch.Tensor or slice
        B positions, where the rows are.
    device : torch.device

    Returns
    -------
    torch.Tensor
        Shape (B, ...).

    Examples
    --------
    >>> pick(torch.arange(5) * 10, torch.tensor([3, 1]), torch.device("cpu"))
    tensor([30, 10])
    """
    if rows.device.type == "cpu" and device.type == "cuda":
        # From pinned memory the copy runs while the processor goes on.
        count = len(range(len(rows))[positions]) if isinstance(positions, slice) else len(positions)
        aside = torch.empty((count, *rows.shape[1:]), dtype=rows.dtype, pin_memory=True)
        if isinstance(positions, slice):
            aside.copy_(rows[positions])
        else:
            torch.index_select(rows, 0, positions, out=aside)
        return aside.to(device, non_blocking=True)
    taken = rows[positions] if isinstance(positions, slice) else rows.index_select(0, positions)
    return taken.to(device)
