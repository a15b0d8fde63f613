"""Train a network."""

import math
import time
from collections.abc import Callable, Iterable, Sized
from typing import Any, Literal

import torch
from torch import nn
from torch.optim import Optimizer

from helpers.batches import Batches, Loss, batches, forward
from helpers.history import History
from helpers.loader import TensorLoader
from helpers.modes import mode
from helpers.progress import Progress, reporter
from helpers.runtime import get_device, seed_everything
from helpers.sums import Sums, value

OptimizerFactory = Callable[[Iterable[nn.Parameter], float], Optimizer]

DEFAULT_LR = 1e-3


def fit(
    model: nn.Module,
    train: Batches,
    val: Batches | None = None,
    *,
    epochs: int = 10,
    lr: float | None = None,
    optimizer: Optimizer | OptimizerFactory | None = None,
    loss: Loss | None = None,
    device: torch.device | str | None = None,
    seed: int | None = None,
    progress: bool = True,
    restore: Literal["last", "best"] = "last",
) -> History:
    """Train a model and return what happened, epoch by epoch.

    Parameters
    ----------
    model : torch.nn.Module
        Trained in place. Its train or eval mode afterwards is what it was before.
    train, val : iterable of (x, y)
        Batches to train on, and to measure after every epoch (in eval mode, without
        gradients): ``data.train``, a ``DataLoader``, a list of batches. Labels are integers of
        shape (B,).
    epochs : int
        Runs through the training data.
    lr : float, optional
        Learning rate, by default 0.001.
    optimizer : torch.optim.Optimizer or callable, optional
        By default Adam. A callable is called as ``optimizer(parameters, lr)``, for example
        ``torch.optim.SGD``. An optimiser that already exists has its own rate, so that ``lr``
        cannot be given as well.
    loss : callable, optional
        ``loss(out, y)`` giving the mean over the batch; by default cross-entropy on logits.
    device : torch.device or str, optional
        By default where the model is, or the fastest device if that is the processor. The
        model stays there.
    seed : int, optional
        Seeds Python, NumPy, PyTorch and the shuffling of a ``TensorLoader``, so that the
        training can be repeated. The initial weights are drawn when the model is built: call
        :func:`helpers.seed_everything` before that.
    progress : bool
        Whether to show how it goes, on stdout.
    restore : {"last", "best"}
        Weights to leave in the model: of the last epoch, or of the best one. In either case a
        copy of the best is in ``history.best_state``.

    Returns
    -------
    History
        Losses are means over samples; training figures are collected during the epoch.

    Raises
    ------
    ValueError
        If settings, batches, labels and model do not fit together.
    FloatingPointError
        If the loss is no longer a finite number.

    Examples
    --------
    >>> x = torch.tensor([[-2.0], [-1.0], [1.0], [2.0]])
    >>> y = torch.tensor([0, 0, 1, 1])
    >>> model = nn.Linear(1, 2)
    >>> history = fit(model, [(x, y)], epochs=30, lr=0.3, device="cpu", progress=False)
    >>> history["train_accuracy"][-1].item()
    1.0
    """
    _check_settings(model, epochs, restore)
    if seed is not None:
        seed_everything(seed)
        if isinstance(train, TensorLoader):
            train.reseed(seed)
    place = _choose_device(model, device)
    model.to(place)
    loss = nn.CrossEntropyLoss() if loss is None else loss
    stepper = _make_optimizer(model, optimizer, lr)
    history = History()
    show = reporter(epochs, len(train) if isinstance(train, Sized) else None, progress)
    try:
        for epoch in range(1, epochs + 1):
            began = time.perf_counter()
            means = _train_epoch(model, train, stepper, loss, place, epoch, show)
            row = {"epoch": epoch} | {f"train_{name}": mean for name, mean in means.items()}
            if val is not None:
                measured = _measure(model, val, loss, place, look=epoch == 1)
                row |= {f"val_{name}": mean for name, mean in measured.items()}
            row["seconds"] = time.perf_counter() - began
            if history.append(row):
                history.best_state = {
                    name: tensor.detach().clone() for name, tensor in model.state_dict().items()
                }
            show.epoch(history.rows[-1])
    finally:
        show.close()
    if restore == "best" and history.best_state is not None:
        model.load_state_dict(history.best_state)
    return history


def _train_epoch(
    model: nn.Module,
    train: Batches,
    optimizer: Optimizer,
    loss: Loss,
    device: torch.device,
    epoch: int,
    show: Progress,
) -> dict[str, float]:
    """Take one step per batch; return the means over the epoch."""
    sums = Sums(loss, device)
    with mode(model, training=True), torch.enable_grad():
        for number, (x, y) in enumerate(batches(train, device, "train"), 1):
            optimizer.zero_grad(set_to_none=True)
            out = forward(model, x)
            step_loss = value(loss, out, y, look=epoch == 1)
            step_loss.backward()
            optimizer.step()
            sums.add(step_loss, out, y)
            if show.due():
                means = sums.means()
                _check_finite(means["loss"], epoch, optimizer)
                show.batch(epoch, number, means)
    means = sums.means()
    _check_finite(means["loss"], epoch, optimizer)
    return means


@torch.no_grad()
def _measure(
    model: nn.Module, data: Batches, loss: Loss, device: torch.device, *, look: bool
) -> dict[str, float]:
    """Return the means over a data set, without changing the model."""
    sums = Sums(loss, device)
    with mode(model, training=False):
        for x, y in batches(data, device, "val"):
            out = forward(model, x)
            sums.add(value(loss, out, y, look), out, y)
    return sums.means()


def _check_settings(model: Any, epochs: int, restore: str) -> None:
    """Refuse settings that mean nothing."""
    if not isinstance(model, nn.Module):
        hint = "; put () behind the name to build it" if isinstance(model, type) else ""
        raise TypeError(f"model is {model!r}; expected a torch.nn.Module{hint}")
    if isinstance(epochs, bool) or not isinstance(epochs, int) or epochs < 1:
        raise ValueError(f"epochs is {epochs!r}; expected a whole number from 1")
    if restore not in ("last", "best"):
        raise ValueError(f"restore is {restore!r}; expected 'last' or 'best'")


def _choose_device(model: nn.Module, device: torch.device | str | None) -> torch.device:
    """Return the device asked for, else the model's, else the fastest."""
    if device is not None:
        return get_device(device)
    now = next((parameter.device for parameter in model.parameters()), torch.device("cpu"))
    return get_device() if now.type == "cpu" else now


def _make_optimizer(
    model: nn.Module, optimizer: Optimizer | OptimizerFactory | None, lr: float | None
) -> Optimizer:
    """Return the optimiser to use, over the trainable parameters of the model."""
    trainable = [parameter for parameter in model.parameters() if parameter.requires_grad]
    if not trainable:
        raise ValueError(
            "the model has no parameters to train; expected some with requires_grad=True (are "
            "its layers attributes of the module, set in __init__?)"
        )
    if lr is not None and not (isinstance(lr, int | float) and 0 < lr < math.inf):
        raise ValueError(f"lr is {lr!r}; expected a number above 0, such as 0.001")
    if isinstance(optimizer, Optimizer):
        if lr is not None:
            raise ValueError(
                f"lr={lr} and an optimiser with its own rate "
                f"({optimizer.param_groups[0]['lr']}) were both given; give one of them"
            )
        owned = {id(p) for group in optimizer.param_groups for p in group["params"]}
        if not owned.intersection(map(id, trainable)):
            raise ValueError(
                "the optimiser holds none of this model's parameters; make it from "
                "model.parameters() of the model that is trained"
            )
        return optimizer
    rate = DEFAULT_LR if lr is None else float(lr)
    made = torch.optim.Adam(trainable, lr=rate) if optimizer is None else optimizer(trainable, rate)
    if not isinstance(made, Optimizer):
        raise TypeError(
            f"optimizer gave {type(made).__name__}; expected a torch.optim.Optimizer (a factory "
            "is called as optimizer(parameters, lr))"
        )
    return made


def _check_finite(loss: float, epoch: int, optimizer: Optimizer) -> None:
    """Stop when training has gone to pieces."""
    if not math.isfinite(loss):
        raise FloatingPointError(
            f"the training loss became {loss} in epoch {epoch}; expected a finite number. Try a "
            f"smaller learning rate (it is {optimizer.param_groups[0]['lr']:g}), and look for "
            "log(0), division by 0 or NaN in the data"
        )
