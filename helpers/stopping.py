"""Which epoch is the best, and when to stop."""

from collections.abc import Sequence
from typing import Literal

from helpers.history import History

Direction = Literal["min", "max"]

_KNOWN: dict[str, Direction] = {"loss": "min", "accuracy": "max"}


def direction_of(
    monitor: str | None, direction: Direction | None, logged: Sequence[str]
) -> Direction:
    """Tell whether less or more of a metric is better.

    Parameters
    ----------
    monitor : str or None
        A logged metric; None for the loss.
    direction : {"min", "max"} or None
        None to tell by the name: less loss, more accuracy.
    logged : sequence of str
        What is logged.

    Returns
    -------
    {"min", "max"}

    Raises
    ------
    ValueError
        If the metric is not logged, or its name does not tell.

    Examples
    --------
    >>> direction_of("val_accuracy", None, ["val_loss", "val_accuracy"])
    'max'
    """
    if direction not in (None, "min", "max"):
        raise ValueError(f"direction is {direction!r}; expected 'min', 'max' or None")
    if monitor is None:
        if direction == "max":
            raise ValueError("direction='max' without a monitor; the loss is to be small")
        return "min"
    if monitor not in logged:
        raise ValueError(f"monitor is {monitor!r}; logged are {', '.join(logged)}")
    told = _KNOWN.get(monitor.partition("_")[2])
    if direction is None and told is None:
        raise ValueError(
            f"less or more of {monitor!r}, which is better? pass direction='min' or 'max'"
        )
    return direction or told or "min"


def exhausted(history: History, patience: int | None) -> bool:
    """Tell whether training has gone on for too long without getting better.

    Parameters
    ----------
    history : History
    patience : int or None
        Epochs to wait for a better one; None to wait for ever.

    Returns
    -------
    bool

    Examples
    --------
    >>> history = History([{"val_loss": loss} for loss in (0.5, 0.3, 0.4, 0.4)])
    >>> exhausted(history, 2), exhausted(history, 3)
    (True, False)
    """
    return patience is not None and history.since_best >= patience
