"""What one kernel, with everything that it starts, may use."""

from __future__ import annotations

import resource
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of one kernel; all are per kernel, with its child processes.

    Attributes
    ----------
    memory_mb : int
        Memory that the kernel's processes may have for themselves, together.
    address_mb : int
        Address space each process may add to what the template has: stops one huge array at once.
    scratch_mb : int
        Files in its home, in /tmp, and (as much again) in /dev/shm.
    file_mb : int
        Size of one file.
    processes, open_files : int
        Processes and threads, and open files of one process.
    cpu_seconds, wall_seconds : int
        Time until the kernel is stopped.
    """

    memory_mb: int = 3072
    address_mb: int = 4096
    scratch_mb: int = 512
    file_mb: int = 256
    processes: int = 128
    open_files: int = 1024
    cpu_seconds: int = 900
    wall_seconds: int = 3600

    def message(self) -> dict[str, int]:
        """Give the limits as plain data."""
        return asdict(self)

    @classmethod
    def of(cls, message: Any) -> Limits:
        """Read what `message` made.

        Raises
        ------
        ValueError
            If a limit is missing, unknown, or no whole number above 0.

        Examples
        --------
        >>> Limits.of(Limits(memory_mb=500).message()).memory_mb
        500
        >>> Limits.of({"memory_mb": 0})
        Traceback (most recent call last):
        ValueError: limits must be whole numbers above 0, one for each of memory_mb, ...
        """
        names = [field.name for field in fields(cls)]
        if (
            not isinstance(message, dict)
            or sorted(message) != sorted(names)
            or not all(type(value) is int and value > 0 for value in message.values())
        ):
            raise ValueError(
                f"limits must be whole numbers above 0, one for each of {', '.join(names)}; "
                f"found {message!r}"
            )
        return cls(**message)

    def apply(self, uid_is_own: bool) -> None:
        """Put those limits that Linux itself holds over this process and its children.

        Parameters
        ----------
        uid_is_own : bool
            Whether processes are counted for this kernel alone. Without namespaces Linux counts
            all processes of the user, and a limit would hit whatever else that user runs.
        """
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _limit(resource.RLIMIT_AS, size + self.address_mb * MB)
        _limit(resource.RLIMIT_FSIZE, self.file_mb * MB)
        _limit(resource.RLIMIT_NOFILE, self.open_files)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_CPU, self.cpu_seconds, self.cpu_seconds + 5)
        _limit(resource.RLIMIT_MEMLOCK, MB)
        _limit(resource.RLIMIT_MSGQUEUE, MB)
        if uid_is_own:
            _limit(resource.RLIMIT_NPROC, self.processes)


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    most = resource.getrlimit(kind)[1]
    wanted = soft if hard is None else hard
    if most != resource.RLIM_INFINITY:
        soft, wanted = min(soft, most), min(wanted, most)
    resource.setrlimit(kind, (soft, wanted))
