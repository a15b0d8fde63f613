"""Loss and accuracy over a data set, summed up on the device."""

import torch
from torch import Tensor, nn

from helpers.batches import Loss, check_labels, is_classification


def value(loss: Loss, out: Tensor, y: Tensor, look: bool) -> Tensor:
    """Compute the loss of one batch.

    Parameters
    ----------
    loss : callable
        ``loss(out, y)``, such as ``torch.nn.CrossEntropyLoss()``.
    out : torch.Tensor
        What the model gave, shape (B, ...).
    y : torch.Tensor
        Targets.
    look : bool
        Whether to look at the labels; once through the data is enough, for it makes the
        processor wait for the device.

    Returns
    -------
    torch.Tensor
        0-d.

    Raises
    ------
    ValueError
        If labels do not fit the model, or the loss gives more than one number.
    """
    if look and type(loss) is nn.CrossEntropyLoss and loss.label_smoothing == 0:
        known = y[y != loss.ignore_index] if not y.is_floating_point() else y
        if known.numel():
            check_labels(out[: len(known)], known)
    found = loss(out, y)
    if not isinstance(found, Tensor) or found.ndim:
        shape = tuple(found.shape) if isinstance(found, Tensor) else type(found).__name__
        raise ValueError(
            f"the loss gave {shape}; expected a tensor with one number (reduction='mean')"
        )
    return found


class Sums:
    """Running sums that give means over samples, whatever the sizes of the batches.

    Nothing is read back from the device before :meth:`means` is called.

    Parameters
    ----------
    loss : callable
        The loss whose values are added; one with ``reduction="sum"`` is known as such.
    device : torch.device
        Where to sum.

    Examples
    --------
    >>> sums = Sums(nn.MSELoss(), torch.device("cpu"))
    >>> for out in (torch.tensor([[0.0], [0.0], [0.0]]), torch.tensor([[4.0]])):
    ...     y = torch.zeros(len(out), 1)
    ...     sums.add(nn.MSELoss()(out, y), out, y)
    >>> sums.means()["loss"]
    4.0
    """

    def __init__(self, loss: Loss, device: torch.device) -> None:
        # MPS has no double precision.
        kind = torch.float32 if device.type == "mps" else torch.float64
        self._loss = torch.zeros((), dtype=kind, device=device)
        self._correct = torch.zeros((), dtype=torch.int64, device=device)
        self._summed = getattr(loss, "reduction", "mean") == "sum"
        self._labelled = True
        self.count = 0

    def add(self, loss: Tensor, out: Tensor, y: Tensor) -> None:
        """Add one batch.

        Parameters
        ----------
        loss : torch.Tensor
            Loss of the batch, 0-d.
        out : torch.Tensor
            What the model gave, shape (B, ...).
        y : torch.Tensor
            Targets.
        """
        self._loss += loss.detach() * (1 if self._summed else len(y))
        self._labelled = self._labelled and is_classification(out, y)
        if self._labelled:
            self._correct += (out.detach().argmax(1) == y).sum()
        self.count += len(y)

    def means(self) -> dict[str, float]:
        """Return the mean loss, and the accuracy (0 to 1; NaN if there are no labels)."""
        count = max(self.count, 1)
        accuracy = self._correct.item() / count if self._labelled else float("nan")
        return {"loss": self._loss.item() / count, "accuracy": accuracy}
