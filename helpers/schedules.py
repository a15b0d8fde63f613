"""How the learning rate changes while a model is trained."""

from collections.abc import Callable
from typing import Any, Literal, Protocol

from torch.optim import Optimizer
from torch.optim.lr_scheduler import ReduceLROnPlateau

from helpers.rates import CURVES, set_rate

Factory = Callable[[Optimizer, int], Any]
Schedule = Literal["onecycle", "cosine", "step"] | Factory | None


class Pace(Protocol):
    """Sets the rates of an optimiser as training goes on."""

    def after_batch(self) -> None:
        """Go on to the rate of the next batch."""

    def after_epoch(self, score: float) -> None:
        """Learn how good the epoch was."""

    def state_dict(self) -> dict[str, Any]:
        """Say where it is."""

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from there."""


class Constant:
    """The rates of the optimiser, unchanged."""

    def after_batch(self) -> None:
        """Nothing changes."""

    def after_epoch(self, score: float) -> None:
        """Nothing changes."""

    def state_dict(self) -> dict[str, Any]:
        """There is nothing to remember."""
        return {}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """There is nothing to restore."""


class Curve:
    """Rates that follow a function of how much is done.

    Parameters
    ----------
    optimizer : torch.optim.Optimizer
        The rates it has now are those that are multiplied.
    shape : callable
        From the share that is done (0 to 1) to the factor.
    total_steps : int
        Batches in all. A run that is resumed may have another total: the share counts.
    """

    def __init__(
        self, optimizer: Optimizer, shape: Callable[[float], float], total_steps: int
    ) -> None:
        self._optimizer = optimizer
        self._shape = shape
        self._total = total_steps
        self._full = [float(group["lr"]) for group in optimizer.param_groups]
        self._done = 0
        self._set()

    def after_batch(self) -> None:
        """Go on to the rate of the next batch."""
        self._done += 1
        self._set()

    def after_epoch(self, score: float) -> None:
        """Nothing changes between epochs."""

    def state_dict(self) -> dict[str, Any]:
        """Say how many steps are done."""
        return {"done": self._done}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on after as many steps."""
        self._done = int(state["done"])
        self._set()

    def _set(self) -> None:
        factor = self._shape(min(self._done / self._total, 1.0))
        for group, full in zip(self._optimizer.param_groups, self._full, strict=True):
            set_rate(group, full * factor)


class Custom:
    """A scheduler of PyTorch, stepped after every batch.

    Parameters
    ----------
    scheduler : torch.optim.lr_scheduler.LRScheduler
        ``ReduceLROnPlateau`` is stepped after every epoch, with what is monitored.
    total_steps : int
        What it was made for.
    """

    def __init__(self, scheduler: Any, total_steps: int) -> None:
        self._scheduler = scheduler
        self._waits = isinstance(scheduler, ReduceLROnPlateau)
        self._total = total_steps
        self._done = 0

    def after_batch(self) -> None:
        """Step, unless it steps by epochs or has come to its end."""
        if not self._waits and self._done < self._total:
            self._done += 1
            self._scheduler.step()

    def after_epoch(self, score: float) -> None:
        """Tell a scheduler that waits for a plateau how good the epoch was."""
        if self._waits:
            self._scheduler.step(score)

    def state_dict(self) -> dict[str, Any]:
        """Say where it is."""
        inner = self._scheduler.state_dict()
        return {"done": self._done, "total": self._total, "scheduler": inner}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from there; a scheduler made for another total cannot."""
        if not self._waits and state["total"] != self._total:
            raise ValueError(
                f"its schedule was made for {state['total']} batches in all, but now there are "
                f"{self._total}; ask for the same number of epochs"
            )
        self._done = int(state["done"])
        self._scheduler.load_state_dict(state["scheduler"])


def make_schedule(schedule: Schedule, optimizer: Optimizer, total_steps: int | None) -> Pace:
    """Build what sets the learning rate.

    Parameters
    ----------
    schedule : {"onecycle", "cosine", "step"}, callable or None
        A callable is called as ``schedule(optimizer, total_steps)`` and gives a scheduler of
        PyTorch. None keeps the rate.
    optimizer : torch.optim.Optimizer
        Its rate is the highest one.
    total_steps : int or None
        Batches in all; None if unknown.

    Returns
    -------
    Pace

    Raises
    ------
    ValueError
        If the name is unknown, or the number of batches.
    TypeError
        If the callable gives something that is no scheduler.

    Examples
    --------
    >>> import torch
    >>> sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
    >>> pace = make_schedule("cosine", sgd, total_steps=2)
    >>> pace.after_batch()
    >>> round(sgd.param_groups[0]["lr"], 3)
    0.1
    """
    if schedule is None:
        return Constant()
    if not callable(schedule) and schedule not in CURVES:
        names = ", ".join(map(repr, CURVES))
        raise ValueError(
            f"schedule is {schedule!r}; expected one of {names}, None, or a function called as "
            "schedule(optimizer, total_steps)"
        )
    if not total_steps:
        raise ValueError(
            "a schedule needs to know how many batches there will be, but train has no length or "
            "is empty; pass a DataLoader, a TensorLoader or a list"
        )
    if not callable(schedule):
        return Curve(optimizer, CURVES[schedule], total_steps)
    made = schedule(optimizer, total_steps)
    if not (hasattr(made, "step") and hasattr(made, "state_dict")):
        raise TypeError(
            f"schedule gave {type(made).__name__}; expected a scheduler of torch.optim.lr_scheduler"
        )
    return Custom(made, total_steps)
