"""Work in forks of this process, which already holds everything that the work needs."""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from homeroom.errors import HomeroomError


class ForkError(HomeroomError):
    """Work in a fork failed; the message holds its traceback."""


@dataclass(frozen=True)
class Overdue:
    """Stands for the result of work that was stopped after `seconds`."""

    seconds: float


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def streamed(work: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """Run a generator in a fork and give what it yields (plain, picklable things)."""
    pid, pipe = _fork(work)
    try:
        with os.fdopen(pipe, "rb") as stream:
            while True:
                try:
                    item = pickle.load(stream)
                except EOFError:
                    break
                if isinstance(item, ForkError):
                    raise item
                yield item
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        _, status = os.waitpid(pid, 0)
    if status:
        raise ForkError(f"A process of the audit ended early (status {status}).")


def in_forks(
    work: Iterable[tuple[Any, Callable[[], Any]]], at_once: int, seconds: float
) -> Iterator[tuple[Any, Any]]:
    """Do each piece of work in a fork of its own, several at once.

    Parameters
    ----------
    work : iterable of (key, callable)
    at_once : int
    seconds : float
        After which a piece is stopped; its result is then `Overdue`.

    Yields
    ------
    tuple
        Key and result, in the order in which they are ready.

    >>> sorted(in_forks([(n, lambda n=n: n * n) for n in range(4)], at_once=2, seconds=60))
    [(0, 0), (1, 1), (2, 4), (3, 9)]
    """
    waiting = iter(work)
    running: dict[int, tuple[Any, int, float, bytearray]] = {}
    try:
        while True:
            while len(running) < at_once and (piece := next(waiting, None)) is not None:
                key, call = piece
                pid, pipe = _fork(partial(_once, call))
                running[pipe] = (key, pid, time.monotonic() + seconds, bytearray())
            if not running:
                return
            ready, _, _ = select.select(list(running), [], [], 1.0)
            for pipe in list(running):
                key, pid, limit, buffer = running[pipe]
                late = time.monotonic() > limit
                if pipe in ready and (data := os.read(pipe, 1 << 16)):
                    buffer.extend(data)
                elif pipe in ready or late:
                    _end(running.pop(pipe)[1], pipe)
                    yield key, _result(bytes(buffer), late and pipe not in ready, seconds)
    finally:
        for pipe, (_, pid, _, _) in running.items():
            _end(pid, pipe)


def _once(call: Callable[[], Any]) -> Iterator[Any]:
    yield call()


def _result(data: bytes, late: bool, seconds: float) -> Any:
    if late:
        return Overdue(seconds)
    if not data:
        raise ForkError("A process of the audit ended without a result.")
    result = pickle.loads(data)
    if isinstance(result, ForkError):
        raise result
    return result


def _end(pid: int, pipe: int) -> None:
    os.close(pipe)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _fork(work: Callable[[], Iterator[Any]]) -> tuple[int, int]:
    """Start the work in a fork; its process id and the pipe of its results."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    status = 1
    try:
        os.close(reading)
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        with os.fdopen(writing, "wb") as stream:
            try:
                for item in work():
                    pickle.dump(item, stream)
                    stream.flush()
            except Exception:
                pickle.dump(ForkError(traceback.format_exc()), stream)
        status = 0
    finally:
        os._exit(status)
