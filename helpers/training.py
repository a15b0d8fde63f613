"""Train a network."""

import os
from collections.abc import Mapping, Sized
from typing import Literal

import torch
from torch import nn
from torch.optim import Optimizer

from helpers.batches import Batches, Loss
from helpers.checkpoint import Checkpoint
from helpers.devices import choose_device, move
from helpers.history import COLUMNS, History
from helpers.loader import TensorLoader
from helpers.loop import OnEpoch, run_epochs
from helpers.memory import kept_memory
from helpers.optimizers import DEFAULT_LR, OptimizerFactory, make_optimizer
from helpers.passes import Work
from helpers.precision import Mixed, choose_precision
from helpers.rates import rates_kept
from helpers.reconstruction import input_as_target
from helpers.runtime import seed_everything
from helpers.schedules import Schedule, make_schedule
from helpers.settings import check_settings, described, logged_columns
from helpers.stopping import Direction, direction_of
from helpers.sums import Metric

__all__ = ["DEFAULT_LR", "OptimizerFactory", "fit"]


def fit(
    model: nn.Module,
    train: Batches,
    val: Batches | None = None,
    *,
    epochs: int = 10,
    lr: float | None = None,
    optimizer: Optimizer | OptimizerFactory | None = None,
    loss: Loss | None = None,
    target: Literal["label", "input"] = "label",
    metrics: Mapping[str, Metric] | None = None,
    schedule: Schedule = None,
    clip: float | None = None,
    monitor: str | None = None,
    direction: Direction | None = None,
    patience: int | None = None,
    restore: Literal["last", "best"] = "last",
    checkpoint: str | os.PathLike | None = None,
    resume: bool | Literal["auto"] = False,
    mixed_precision: Mixed = None,
    channels_last: bool = False,
    device: torch.device | str | None = None,
    seed: int | None = None,
    on_epoch: OnEpoch | None = None,
    progress: bool = True,
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
        Runs through the training data; in all, also when training is resumed.
    lr : float, optional
        Learning rate, by default 0.001; the highest one under a schedule.
    optimizer : torch.optim.Optimizer or callable, optional
        By default Adam. A callable is called as ``optimizer(parameters, lr)``, for example
        ``torch.optim.SGD``. An optimiser that already exists has its own rate, so that ``lr``
        cannot be given as well; it has that rate again afterwards.
    loss : callable, optional
        ``loss(out, y)`` giving the mean over the batch; by default cross-entropy on logits, or
        the mean squared error where the target is the input.
    target : {"label", "input"}
        "input" for autoencoders: the batch itself is what the model is to give. Labels are then
        not needed, there is no accuracy, and batches may be ``x`` alone.
    metrics : mapping of str to callable, optional
        What else to measure, each as ``metric(out, y)`` giving the mean over the batch, or one
        number per example; logged as ``train_<name>`` and ``val_<name>``.
    schedule : {"onecycle", "cosine", "step"} or callable, optional
        How the rate changes over all epochs; see :mod:`helpers.rates`. A callable is called
        as ``schedule(optimizer, total_steps)`` and gives a scheduler of PyTorch, which is
        stepped after every batch.
    clip : float, optional
        Largest norm of all gradients together; longer ones are shortened to it.
    monitor : str, optional
        Logged metric that tells which epoch is the best: by default ``"val_loss"``, or
        ``"train_loss"`` without validation.
    direction : {"min", "max"}, optional
        Whether less or more of it is better; known for losses and accuracies.
    patience : int, optional
        Stop after this many epochs without a better one.
    restore : {"last", "best"}
        Weights to leave in the model: of the last epoch, or of the best one. In either case a
        copy of the best is in ``history.best_state``.
    checkpoint : path, optional
        File that is replaced after every epoch by all that is needed to go on.
    resume : bool or "auto"
        True goes on from the checkpoint, with the result that an uninterrupted training would
        have had, to the last bit. "auto" does so where there is one, and else starts anew.
    mixed_precision : {"auto", "bf16", "fp16"}, optional
        Compute in half precision where the device can; a note is shown where it cannot.
    channels_last : bool
        Keep images and filters with the channels innermost, as fast convolutions like it.
    device : torch.device or str, optional
        By default where the model is, or the fastest device if that is the processor. The
        model stays there.
    seed : int, optional
        Seeds Python, NumPy, PyTorch and the shuffling of a ``TensorLoader``, so that the
        training can be repeated. The initial weights are drawn when the model is built: call
        :func:`helpers.seed_everything` before that.
    on_epoch : callable, optional
        Called as ``on_epoch(row, model)`` after every epoch, with a copy of the row of the
        history. Training stops when it returns True.
    progress : bool
        Whether to show how it goes, on stdout.

    Returns
    -------
    History
        Losses are means over samples; training figures are collected during the epoch.

    Raises
    ------
    ValueError
        If settings, batches, labels, model and checkpoint do not fit together.
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
    settings = {
        "epochs": epochs, "loss": loss, "target": target, "metrics": metrics,
        "schedule": schedule, "clip": clip, "monitor": monitor, "patience": patience,
        "restore": restore, "checkpoint": checkpoint, "resume": resume, "seed": seed,
        "mixed_precision": mixed_precision, "channels_last": channels_last,
    }  # fmt: skip
    check_settings(model, settings)
    logged = logged_columns(target, metrics, val is not None)
    history = History(
        monitor=monitor,
        direction=direction_of(monitor, direction, logged),
        columns=[name for name in COLUMNS if target == "label" or "accuracy" not in name],
    )
    if seed is not None:
        seed_everything(seed)
        if isinstance(train, TensorLoader):
            train.reseed(seed)
    place = choose_device(model, device)
    move(model, place, channels_last)
    stepper = make_optimizer(model, optimizer, lr)
    # Before a schedule changes the rates.
    identity = described(settings, stepper, train)
    with rates_kept(stepper, schedule is not None):
        steps = epochs * len(train) if isinstance(train, Sized) else None
        work = Work(
            model,
            stepper,
            make_schedule(schedule, stepper, steps),
            choose_precision(mixed_precision, place),
            _on_device(loss, target, place),
            dict(metrics or {}),
            place,
            clip,
            channels_last,
        )
        saved = None if checkpoint is None else Checkpoint(checkpoint, identity, (train, val))
        if saved is not None and (resume is True or (resume and saved.path.exists())):
            saved.restore(work, history)
        if target == "input":
            train, val = input_as_target(train), None if val is None else input_as_target(val)
        with kept_memory(place):
            run_epochs(
                work,
                history,
                train,
                val,
                epochs=epochs,
                patience=patience,
                saved=saved,
                on_epoch=on_epoch,
                progress=progress,
            )
    if restore == "best" and history.best_state is not None:
        model.load_state_dict(history.best_state)
    return history


def _on_device(loss: Loss | None, target: Literal["label", "input"], device: torch.device) -> Loss:
    """Return the loss, the usual one if none is given, with its tensors on the device."""
    if loss is None:
        return nn.CrossEntropyLoss() if target == "label" else nn.MSELoss()
    # The weights of classes are a tensor as well.
    return loss.to(device) if isinstance(loss, nn.Module) else loss
