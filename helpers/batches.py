"""Batches of any loader, looked at once before they are used."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from helpers.data import Data
from helpers.memory import enough_memory, is_out_of_memory

Batches = Iterable[tuple[Tensor, Tensor]]
Loss = Callable[[Tensor, Tensor], Tensor]


def batches(data: Batches, device: torch.device, name: str = "data") -> Iterator[tuple]:
    """Run through the batches of any loader, moved to a device.

    Parameters
    ----------
    data : iterable of (x, y)
        A ``TensorLoader``, a ``DataLoader``, a list of batches.
    device : torch.device
    name : str
        What to call the data in an error message.

    Yields
    ------
    x : torch.Tensor
        Shape (B, ...).
    y : torch.Tensor
        Shape (B, ...).

    Raises
    ------
    TypeError
        If it yields something other than batches ``(x, y)`` of tensors.
    ValueError
        If it yields nothing, or x and y differ in length.

    Examples
    --------
    >>> for x, y in batches([(torch.zeros(2, 3), torch.tensor([0, 1]))], torch.device("cpu")):
    ...     print(x.shape, y.shape)
    torch.Size([2, 3]) torch.Size([2])
    """
    if isinstance(data, Data):
        raise TypeError(
            f"{name} is a whole Data with train, val and test; expected one of its parts, such "
            "as data.train"
        )
    try:
        source = iter(data)
    except TypeError:
        raise TypeError(
            f"{name} is a {type(data).__name__}; expected batches (x, y), such as a DataLoader"
        ) from None
    number = 0
    for number, batch in enumerate(source, 1):
        x, y = _pair(batch, name, number)
        moved = x.to(device, non_blocking=True)
        # Where the input is the target as well, it travels once.
        yield moved, (moved if y is x else y.to(device, non_blocking=True))
    if number == 0:
        raise ValueError(
            f"{name} gave no batches; expected at least one (an empty data set, or a generator "
            "that was already used up? pass a DataLoader or TensorLoader)"
        )


def _pair(batch: Any, name: str, number: int) -> tuple[Tensor, Tensor]:
    """Refuse what is not a batch (x, y)."""
    if not (isinstance(batch, tuple | list) and len(batch) == 2):
        raise TypeError(
            f"batch {number} of {name} is a {type(batch).__name__}; expected a pair (x, y)"
        )
    x, y = batch
    if not (isinstance(x, Tensor) and isinstance(y, Tensor)):
        raise TypeError(
            f"batch {number} of {name} holds {type(x).__name__} and {type(y).__name__}; expected "
            "two tensors (for a Dataset: wrap it in a DataLoader, with transforms.ToTensor())"
        )
    if y.ndim == 0 or x.ndim == 0 or len(x) != len(y):
        raise ValueError(
            f"batch {number} of {name} has x of shape {tuple(x.shape)} and y of shape "
            f"{tuple(y.shape)}; expected as many labels as examples"
        )
    # PyTorch's losses take no other kind of integer as labels.
    labels = y.ndim == 1 and not y.is_floating_point()
    return x, y.to(torch.int64) if labels else y


def class_names(data: Any) -> tuple[str, ...] | None:
    """Find the class names of a loader, however deeply its data set is wrapped.

    Parameters
    ----------
    data : object
        A loader; a ``Subset`` inside a ``Subset`` inside a ``DataLoader`` is looked through.

    Returns
    -------
    tuple of str or None
        None if nothing in it names classes.

    Examples
    --------
    >>> class_names([]) is None
    True
    """
    while data is not None:
        for attribute in ("class_names", "classes"):
            names = getattr(data, attribute, None)
            if names is not None:
                return tuple(str(name) for name in names)
        data = getattr(data, "dataset", None)
    return None


def forward(model: nn.Module, x: Tensor) -> Tensor:
    """Run a model on a batch; say what was put in if it cannot take it.

    Parameters
    ----------
    model : torch.nn.Module
    x : torch.Tensor
        Shape (B, ...).

    Returns
    -------
    torch.Tensor
        Shape (B, ...).

    Raises
    ------
    RuntimeError
        If the model fails on this shape, or the memory of the device is not enough.
    TypeError, ValueError
        If the model returns something other than one tensor with B rows.

    Examples
    --------
    >>> forward(nn.Linear(3, 2), torch.zeros(4, 5))
    Traceback (most recent call last):
    RuntimeError: the model cannot take x of shape (4, 5): mat1 and mat2 shapes cannot be ...
    """
    with enough_memory(x.device, len(x)):
        out = _call(model, x)
    if not isinstance(out, Tensor):
        raise TypeError(f"the model returned {type(out).__name__}; expected one tensor")
    if out.ndim == 0 or len(out) != len(x):
        raise ValueError(
            f"the model turned x of shape {tuple(x.shape)} into {tuple(out.shape)}; expected "
            f"{len(x)} rows, one per example (does it flatten the batch as well?)"
        )
    return out


def _call(model: nn.Module, x: Tensor) -> Any:
    """Call a model; turn PyTorch's many words about shapes and devices into one line."""
    try:
        return model(x)
    except NotImplementedError:
        raise
    except RuntimeError as error:
        if is_out_of_memory(error):
            raise
        reason = (str(error).splitlines() or [""])[0]
        if "device" in reason or "weight type" in reason:
            raise RuntimeError(
                f"x is on {x.device}, but a tensor the model uses is not: {reason} Keep tensors "
                "with self.register_buffer, and make new ones with device=x.device"
            ) from error
        raise RuntimeError(
            f"the model cannot take x of shape {tuple(x.shape)}: {reason}"
        ) from error


def is_classification(out: Tensor, y: Tensor) -> bool:
    """Tell whether outputs are logits and targets are labels.

    Parameters
    ----------
    out : torch.Tensor
        What a model gave, shape (B, ...).
    y : torch.Tensor
        Targets, shape (B, ...).

    Returns
    -------
    bool

    Examples
    --------
    >>> is_classification(torch.zeros(2, 3), torch.tensor([0, 2]))
    True
    >>> is_classification(torch.zeros(2, 3), torch.zeros(2, 3))
    False
    """
    return out.ndim == 2 and y.ndim == 1 and not y.is_floating_point()


def check_labels(out: Tensor, y: Tensor) -> None:
    """Refuse labels that cross-entropy cannot use with these logits.

    Left to itself, a wrong label ends a CUDA session with an error that names neither the label
    nor the number of classes.

    Parameters
    ----------
    out : torch.Tensor
        Logits, expected shape (B, C).
    y : torch.Tensor
        Labels, expected shape (B,), 0 to C - 1.

    Raises
    ------
    ValueError
        If they do not fit.

    Examples
    --------
    >>> check_labels(torch.zeros(2, 3), torch.tensor([0, 3]))
    Traceback (most recent call last):
    ValueError: labels run from 0 to 3; expected 0 to 2, for the model gives 3 numbers per example
    """
    if not is_classification(out, y):
        raise ValueError(
            f"logits of shape {tuple(out.shape)} and {y.dtype} labels of shape {tuple(y.shape)} "
            "do not go together; expected (N, C) and integers (N,); for other targets pass a loss"
        )
    low, high = (int(bound) for bound in torch.aminmax(y))
    if low < 0 or high >= out.shape[1]:
        raise ValueError(
            f"labels run from {low} to {high}; expected 0 to {out.shape[1] - 1}, for the model "
            f"gives {out.shape[1]} numbers per example"
        )
