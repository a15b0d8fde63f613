"""Rows that come batch by batch, gathered in one place."""

import torch
from torch import Tensor


class Rows:
    """Gathers rows of equal shape in main memory.

    The place grows by doubling, so few large blocks are asked for. Small copies, one per batch,
    would lie scattered between the large blocks of the network, and keep the system from taking
    these back: a pass over the data would then take many times the memory of one batch.

    Parameters
    ----------
    of : str
        Whose rows they are, for messages.
    kind : torch.dtype, optional
        Type to keep them in; by default their own.

    Examples
    --------
    >>> rows = Rows("the model", torch.float32)
    >>> rows.add(torch.tensor([[1, 2], [3, 4]]))
    >>> rows.add(torch.tensor([[5, 6]]))
    >>> rows.all
    tensor([[1., 2.],
            [3., 4.],
            [5., 6.]])
    """

    def __init__(self, of: str, kind: torch.dtype | None = None) -> None:
        self._of = of
        self._kind = kind
        self._kept = torch.empty(0, dtype=kind)
        self._count = 0

    def add(self, rows: Tensor) -> None:
        """Copy some rows, from whatever device.

        Parameters
        ----------
        rows : torch.Tensor
            Shape (B, ...).

        Raises
        ------
        ValueError
            If they have another shape than those before.
        """
        if self._count and rows.shape[1:] != self._kept.shape[1:]:
            widths = sorted({tuple(self._kept.shape[1:]), tuple(rows.shape[1:])})
            raise ValueError(
                f"{self._of} gave rows of different shapes, {' and '.join(map(str, widths))}; "
                "expected the same for every example"
            )
        needed = self._count + len(rows)
        if needed > len(self._kept):
            size = max(needed, 2 * len(self._kept), 1024)
            grown = torch.empty(size, *rows.shape[1:], dtype=self._kind or rows.dtype)
            if self._count:
                grown[: self._count] = self._kept[: self._count]
            self._kept = grown
        self._kept[self._count : needed] = rows
        self._count = needed

    @property
    def all(self) -> Tensor:
        """All rows so far, shape (N, ...)."""
        return self._kept[: self._count]
