"""Running a program with all that it starts: its time, processor time and memory."""

import contextlib
import ctypes
import os
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Run:
    """What a program took; `kernels_mb` is the private memory of each kernel, at its largest."""

    seconds: float
    cpu_seconds: float
    kernels_mb: list[float]
    output: str

    @property
    def kernel_mb(self) -> float | None:
        """Median over the kernels; None where none was seen."""
        return statistics.median(self.kernels_mb) if self.kernels_mb else None


def run(
    command: Sequence[str], folder: Path, *, watch_memory: bool = False, **environment: str
) -> Run:
    """Run a program and wait for every process that came of it.

    Orphans become children of this process, so that their processor time counts as well.
    Watching the memory of kernels slows them down: not for a run whose time counts.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = _cpu_of_children()
    began = time.perf_counter()
    with (
        subprocess.Popen(
            list(command),
            cwd=folder,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
        _Memory(process.pid) if watch_memory else contextlib.nullcontext() as memory,
    ):
        output, _ = process.communicate()
        seconds = time.perf_counter() - began
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with status {process.returncode}:\n{output[-3000:]}")
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    largest = list(memory.largest.values()) if memory else []
    return Run(seconds, _cpu_of_children() - before, largest, output)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Memory(threading.Thread):
    """Looks at the kernels among a process's descendants from time to time."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.largest: dict[int, float] = {}
        self.done = threading.Event()
        self._pid = pid

    def __enter__(self) -> "_Memory":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.join()

    def run(self) -> None:
        while not self.done.wait(0.5):
            for pid in _descendants(self._pid):
                if _is_kernel(pid) and (size := _private_mb(pid)):
                    self.largest[pid] = max(size, self.largest.get(pid, 0.0))


def _descendants(pid: int) -> list[int]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(path.parent.name)] = int(path.read_text().rsplit(")", 1)[1].split()[1])
    found, new = [], [pid]
    while new:
        new = [child for child, parent in parents.items() if parent in new]
        found += new
    return found


def _is_kernel(pid: int) -> bool:
    """Whether it is a kernel: started as one, or a fork of the warm template that has no child."""
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
        if b"ipykernel" in words:
            return True
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return b"homeroom.kernels" in words and not children
    return False


def _private_mb(pid: int) -> float:
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        line = next(line for line in lines if line.startswith("Private_Dirty"))
        return int(line.split()[1]) / 1024
    return 0.0
