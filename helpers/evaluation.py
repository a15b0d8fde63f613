"""One pass over the data that everything about a trained network comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import torch
from torch import Tensor, nn

from helpers.batches import Batches, Loss, batches, check_labels, forward
from helpers.batches import class_names as names_of
from helpers.cases import Keeper, fetcher, in_order
from helpers.evaluated import Evaluation
from helpers.loader import TensorLoader
from helpers.modes import mode
from helpers.rows import Rows
from helpers.runtime import get_device
from helpers.sums import Sums, value

__all__ = ["Evaluation", "evaluate"]

PART = 24
"""Examples that go through a model at once on the processor."""


@torch.no_grad()
def evaluate(
    model: nn.Module,
    data: Batches,
    *,
    loss: Loss | None = None,
    device: torch.device | str | None = None,
    class_names: Sequence[str] | None = None,
) -> Evaluation:
    """Run a classifier over a data set once, in eval mode and without gradients.

    Parameters
    ----------
    model : torch.nn.Module
        Gives logits (B, C). Its mode afterwards is what it was before.
    data : iterable of (x, y)
        Batches, such as ``data.test`` or a ``DataLoader``; one that shuffles is read in the
        order of its data set, so that positions mean something.
    loss : callable, optional
        ``loss(logits, y)`` giving the mean over the batch; by default cross-entropy.
    device : torch.device or str, optional
        By default where the model is. The model stays there.
    class_names : sequence of str, optional
        C names; by default those of the data, else the labels themselves.

    Returns
    -------
    Evaluation

    Raises
    ------
    ValueError
        If batches, labels, class names and model do not fit together, the model gives NaN, or
        is on a device that holds no numbers.

    Examples
    --------
    >>> model = nn.Identity()
    >>> logits = torch.tensor([[2.0, 0.0], [2.0, 0.0], [0.0, 1.0]])
    >>> evaluation = evaluate(model, [(logits, torch.tensor([0, 1, 1]))])
    >>> evaluation
    Evaluation: accuracy 66.67%, loss 0.8557, 1 of 3 wrong
    >>> evaluation.confusion
    array([[1, 0],
           [1, 1]])
    """
    if not isinstance(model, nn.Module):
        raise TypeError(f"model is {type(model).__name__}; expected a torch.nn.Module")
    place = _place_of(model, device)
    model.to(place)
    loss = nn.CrossEntropyLoss() if loss is None else loss
    names = names_of(data) if class_names is None else tuple(class_names)
    ordered = in_order(data)
    if isinstance(ordered, TensorLoader) and place.type == "cpu":
        ordered = ordered.with_batch_size(PART)
    # Images are fetched again when asked for; where that is impossible, a few are kept.
    keeper = None if isinstance(ordered, list | tuple) or fetcher(ordered) else Keeper()

    sums = Sums(loss, place)
    logits, labels = Rows("the model", torch.float32), Rows("the data")
    with mode(model, training=False):
        for x, y in _parts(batches(ordered, place)):
            out = forward(model, x)
            sums.add(value(loss, out, y, look=True), out, y)
            logits.add(out)
            labels.add(y)
            if keeper is not None:
                check_labels(out, y)
                keeper.add(x, nn.functional.cross_entropy(out.float(), y, reduction="none"))
    names = _check(logits.all, labels.all, names)
    fetch = keeper or fetcher(ordered)
    return Evaluation(logits.all.numpy(), labels.all.numpy(), sums.means()["loss"], names, fetch)


def _parts(whole: Iterable[tuple[Tensor, Tensor]]) -> Iterator[tuple[Tensor, Tensor]]:
    """Cut batches on the processor; a card wants them whole.

    What a network makes of a small part takes a fraction of the memory and fits into the cache,
    so that it takes hardly longer.
    """
    for x, y in whole:
        if x.device.type == "cpu":
            yield from zip(x.split(PART), y.split(PART), strict=True)
        else:
            yield x, y


def _check(logits: Tensor, labels: Tensor, names: tuple[str, ...] | None) -> tuple[str, ...]:
    """Refuse what is not a classification; return a name for every class."""
    if logits.ndim != 2 or labels.ndim != 1 or labels.is_floating_point():
        raise ValueError(
            f"the model gave {tuple(logits.shape)} for targets {tuple(labels.shape)} of "
            f"{labels.dtype}; expected logits (N, C) and integer labels (N,)"
        )
    classes = logits.shape[1]
    if names is None:
        names = tuple(str(label) for label in range(classes))
    if len(names) != classes:
        raise ValueError(f"{len(names)} class names, but the model tells {classes} classes apart")
    if int(labels.min()) < 0 or int(labels.max()) >= classes:
        raise ValueError(
            f"labels run from {int(labels.min())} to {int(labels.max())}; expected 0 to "
            f"{classes - 1}"
        )
    bad = (logits.isnan() | logits.isposinf()).any(dim=1).nonzero()
    if len(bad):
        raise ValueError(
            f"the model gave NaN or infinity for {len(bad)} of {len(logits)} examples, the first "
            f"at position {int(bad[0])}; expected finite logits (did training diverge, or is "
            "there NaN in the images?)"
        )
    return names


def _place_of(model: nn.Module, device: torch.device | str | None) -> torch.device:
    """Return the device asked for, else the model's."""
    tensors = [*model.parameters(), *model.buffers()]
    found = sorted({str(tensor.device) for tensor in tensors})
    if "meta" in found:
        raise ValueError(
            f"the model is on {' and '.join(found)}, and tensors on meta hold no numbers; expected "
            "weights: build it on the processor, or model.to_empty(device='cpu') and then "
            "load_state_dict"
        )
    if device is not None:
        return get_device(device)
    if len(found) > 1:
        raise ValueError(
            f"the model is on {' and '.join(found)}; expected one device, as after "
            f"model.to({found[0]!r})"
        )
    return tensors[0].device if tensors else torch.device("cpu")
