"""Look after one kernel: what it and its child processes use, and whether that is too much."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from homeroom.kernels.limits import MB, Limits

_PAGE = os.sysconf("SC_PAGE_SIZE")
_AT_ONCE = 16_384
_TICKS = os.sysconf("SC_CLK_TCK")
MOST_SOCKETS = 64
"""Entries in a kernel's own folder; a kernel needs five sockets."""


@dataclass
class Watch:
    """What is known of a kernel's use.

    Attributes
    ----------
    pid : int
        Its process.
    limits : Limits
    folder : pathlib.Path
        Its own folder.
    begun : float or None
        When it was given work; a kernel that waits is not timed.
    """

    pid: int
    limits: Limits
    folder: Path
    begun: float | None = None
    _began_cpu: float = field(default=0.0, repr=False)
    _look_closely_from: float = field(default=0.0, repr=False)

    def begin(self) -> None:
        """Count time from now on."""
        self.begun = time.monotonic()
        self._began_cpu = sum(_cpu_seconds(pid) for pid in tree(self.pid))

    def too_much(self) -> str | None:
        """Say which limit was passed, or None."""
        processes = tree(self.pid)
        limits = self.limits
        if (why := self._memory(processes)) is not None:
            return why
        if self.begun is not None:
            wall = time.monotonic() - self.begun
            if wall > limits.wall_seconds:
                allowed = f"{limits.wall_seconds} s"
                return _words("wall time", f"{wall:.0f} s", allowed, "wall_seconds")
            cpu = sum(map(_cpu_seconds, processes)) - self._began_cpu
            if cpu > limits.cpu_seconds:
                return self.out_of_cpu()
        if len(os.listdir(self.folder)) > MOST_SOCKETS:  # noqa: PTH208
            return f"sockets: more than {MOST_SOCKETS} in its own folder"
        return None

    def out_of_cpu(self) -> str:
        """Say that the CPU time is used up; Linux itself stops a process for that."""
        return f"CPU time: more than {self.limits.cpu_seconds} s (c.WarmProvisioner.cpu_seconds)"

    def _memory(self, processes: list[int]) -> str | None:
        """Compare memory with the limit; closely only where it could be too much.

        Every fork begins with the template's pages, which are counted for each but are there only
        once. What a process has for itself takes Linux 10 ms and more to tell.
        """
        limit = self.limits.memory_mb * MB
        now = time.monotonic()
        if sum(map(_anonymous, processes)) <= limit or now < self._look_closely_from:
            return None
        own = sum(map(_private, processes))
        # Many processes take long to look at; the template has others to serve.
        self._look_closely_from = time.monotonic() + 2 * (time.monotonic() - now)
        if own <= limit:
            return None
        return _words("memory", f"{own // MB} MB", f"{self.limits.memory_mb} MB", "memory_mb")


def tree(pid: int) -> list[int]:
    """List a process and all its descendants.

    Examples
    --------
    >>> os.getpid() in tree(os.getpid())
    True
    """
    found, todo = [], [pid]
    while todo:
        now = todo.pop()
        found.append(now)
        try:
            tasks = os.listdir(f"/proc/{now}/task")  # noqa: PTH208
        except OSError:
            continue
        for task in tasks:
            text = _read(f"/proc/{now}/task/{task}/children")
            todo += map(int, text.split())
    return found


def _anonymous(pid: int) -> int:
    """Bytes in RAM that belong to no file, those shared since a fork included."""
    fields = _read(f"/proc/{pid}/statm").split()
    return (int(fields[1]) - int(fields[2])) * _PAGE if fields else 0


def private_dirty(pid: int | str) -> int:
    """Bytes of memory that a process has written and shares with no other.

    Examples
    --------
    >>> private_dirty("self") > 0
    True
    """
    return _rollup(pid, ("Private_Dirty:",))


def _private(pid: int) -> int:
    return _rollup(pid, ("Private_Dirty:", "Private_Clean:", "Swap:"))


def _rollup(pid: int | str, wanted: tuple[str, ...]) -> int:
    lines = _read(f"/proc/{pid}/smaps_rollup").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))


def _cpu_seconds(pid: int) -> float:
    """CPU time of a process and of its children that have ended."""
    after_name = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return sum(map(int, after_name[11:15])) / _TICKS if after_name else 0.0


def _read(path: str) -> str:
    """Read a file of /proc; a process that has just ended has none.

    Dozens are read four times a second, so without what a file object adds.
    """
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return ""
    parts = []
    try:
        while part := os.read(file, _AT_ONCE):  # Linux gives no more than a page at a time
            parts.append(part)
    except OSError:
        return ""
    finally:
        os.close(file)
    return b"".join(parts).decode(errors="replace")


def _words(what: str, found: str, allowed: str, setting: str) -> str:
    return f"{what}: {found} used, {allowed} allowed (c.WarmProvisioner.{setting})"
