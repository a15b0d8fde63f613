"""Loss, accuracy and other metrics over a data set, summed up on the device."""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from helpers.batches import Loss, check_labels, is_classification

Metric = Callable[[Tensor, Tensor], Tensor | float]

# Given other shapes they stretch one to the other, and the number means nothing.
_ELEMENTWISE = (
    nn.MSELoss,
    nn.L1Loss,
    nn.SmoothL1Loss,
    nn.HuberLoss,
    nn.BCELoss,
    nn.BCEWithLogitsLoss,
)


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
        If labels or shapes do not fit the model, or the loss gives more than one number.
    """
    if look and isinstance(loss, _ELEMENTWISE) and out.shape != y.shape:
        raise ValueError(
            f"the model gave shape {tuple(out.shape)} for targets of shape {tuple(y.shape)}; "
            f"{type(loss).__name__} expects the same shape"
        )
    if look and type(loss) is nn.CrossEntropyLoss and out.shape != y.shape:
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
    metrics : mapping of str to callable, optional
        What else to measure, each as ``metric(out, y)``: the mean over the batch (0-d tensor or
        number), or one number per example (shape (B,)).

    Examples
    --------
    >>> sums = Sums(nn.MSELoss(), torch.device("cpu"))
    >>> for out in (torch.tensor([[0.0], [0.0], [0.0]]), torch.tensor([[4.0]])):
    ...     y = torch.zeros(len(out), 1)
    ...     sums.add(nn.MSELoss()(out, y), out, y)
    >>> sums.means()["loss"]
    4.0
    """

    def __init__(
        self, loss: Loss, device: torch.device, metrics: Mapping[str, Metric] | None = None
    ) -> None:
        # MPS has no double precision.
        kind = torch.float32 if device.type == "mps" else torch.float64
        self._loss = torch.zeros((), dtype=kind, device=device)
        self._correct = torch.zeros((), dtype=torch.int64, device=device)
        self._summed = getattr(loss, "reduction", "mean") == "sum"
        self._labelled = True
        self._metrics = dict(metrics or {})
        self._others = {name: torch.zeros_like(self._loss) for name in self._metrics}
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
        for name, metric in self._metrics.items():
            self._others[name] += _total(name, metric, out.detach(), y)
        self.count += len(y)

    def means(self) -> dict[str, float]:
        """Return the mean loss, the accuracy (0 to 1; NaN if there are no labels), the metrics."""
        count = max(self.count, 1)
        # One transfer from the device for all numbers.
        sums = torch.stack([self._loss, self._correct.to(self._loss.dtype), *self._others.values()])
        loss, correct, *others = (number / count for number in sums.tolist())
        accuracy = correct if self._labelled else float("nan")
        return {"loss": loss, "accuracy": accuracy} | dict(zip(self._others, others, strict=True))


@torch.no_grad()
def _total(name: str, metric: Metric, out: Tensor, y: Tensor) -> Tensor | float:
    """Return a metric times the number of examples it was measured on."""
    # Metrics are written for ordinary numbers, whatever the precision of the training.
    full = out.float() if out.dtype in (torch.bfloat16, torch.float16) else out
    try:
        found: Any = metric(full, y)
    except NotImplementedError:
        raise
    except Exception as error:
        raise RuntimeError(
            f"the metric {name!r} failed on outputs {tuple(out.shape)} and targets "
            f"{tuple(y.shape)}: {type(error).__name__}: {error}"
        ) from error
    if isinstance(found, Tensor) and found.ndim == 0:
        return found.detach() * len(y)
    if isinstance(found, Tensor) and found.shape == (len(y),):
        return found.detach().sum()
    if not isinstance(found, Tensor):
        try:
            return float(found) * len(y)
        except (TypeError, ValueError):
            pass
    shape = tuple(found.shape) if isinstance(found, Tensor) else type(found).__name__
    raise ValueError(
        f"the metric {name!r} gave {shape}; expected one number, or {len(y)}, one per example"
    )
