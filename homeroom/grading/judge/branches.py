"""One judge that has read a notebook, and a fork of it for each submission.

To read a notebook and run its given cells takes longer than most tests; the forks have it done.
They share nothing else: what one submission's tests leave behind is gone with its fork.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence

from homeroom.grading.judge.handle import Judge, JudgeGone
from homeroom.grading.judge.names import Given

MOST = 8
"""Notebooks whose judge is kept; a process of some 60 MB each."""

_opened: OrderedDict[Hashable, Judge] = OrderedDict()


def branch(cells: Sequence[Given], where: Hashable, start: Callable[[], Judge]) -> Judge:
    """Give a judge of a notebook for one submission.

    Parameters
    ----------
    cells : sequence of Given
        The instructor's notebook.
    where : hashable
        What `start` depends on, such as the isolation.
    start : callable
        Starts a judge's process.

    Raises
    ------
    JudgeGone
        If none can be had.
    """
    key = where, tuple(cells)
    if (opened := _opened.get(key)) is not None:
        _opened.move_to_end(key)
        try:
            return opened.branch()
        except JudgeGone:
            close(opened)  # it has died since; another one may live
    opened = start()
    try:
        opened.open(cells)
        judge = opened.branch()
    except JudgeGone:
        opened.close()
        raise
    _opened[key] = opened
    while len(_opened) > MOST:
        _opened.popitem(last=False)[1].close()
    return judge


def close(opened: Judge) -> None:
    """End a judge that has read a notebook, with all its forks."""
    for key in [key for key, judge in _opened.items() if judge is opened]:
        del _opened[key]
    opened.close()


def close_all() -> None:
    """End all of them."""
    while _opened:
        _opened.popitem()[1].close()
