"""Trying answers: they run in a process of their own, their tests in another, as at grading."""

from __future__ import annotations

import contextlib
import io
import linecache
import os
import random
import signal
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch

from homeroom.grading.judge.examiner import Examiner
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.session import Session
from homeroom.grading.judge.student_side import serve
from homeroom.grading.judge.verdict import Verdict

SECONDS = 60.0
HALTS = (0.0, 0.05)
"""Seconds, from and to, that an answer's process is halted."""
RUNS = (0.05, 0.1)
"""And that it runs before the next time: Linux begins a fork anew when a signal comes, and to fork
a process that holds torch takes a while."""


@dataclass
class Bench:
    """Where answers are tried: a notebook run up to some cell, and the judge that goes with it.

    A trial changes neither the notebook's names (its process is forked off) nor, if it is made in
    a fork as well, the judge; so any number of answers can be tried from the same place.

    Attributes
    ----------
    cells : sequence of Given
    position : int
        The cells before this one have been run.
    names : dict
        What they have bound.
    examiner : Examiner
    """

    cells: Sequence[Given]
    position: int = 0
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    examiner: Examiner = field(init=False)

    def __post_init__(self) -> None:
        self.examiner = Examiner(self.cells)

    def advance(self) -> None:
        """Go past one cell with the instructor's own answer."""
        cell = self.cells[self.position]
        if cell.is_test:
            self.judged(tests=[cell.name])
        else:
            run_cell(cell.name, cell.source, self.names)
        self.position += 1

    def judged(
        self,
        answers: Mapping[str, str] = {},
        tests: Sequence[str] | None = None,
        seed: int = 0,
        threads: int = 1,
        seconds: Mapping[str, float] = {},
        stop_at_first: bool = False,
        halting: bool = False,
    ) -> dict[str, Verdict]:
        """Run the remaining cells with these answers in a process of their own, and judge them.

        Parameters
        ----------
        answers : mapping, optional
            Text of answer cells, by question; the instructor's for all others.
        tests : sequence of str, optional
            Tests to run; all that are left by default. Cells after the last of them are not run.
        seed : int
        threads : int
            With how many threads the answers, when called, and the tests calculate.
        seconds : mapping, optional
            What a test may take; 60 by default.
        stop_at_first : bool
            Leave out the tests after the first that fails.
        halting : bool
            Halt the process of the answers for moments at a time, as a busy machine does.
        """
        left = self.cells[self.position :]
        wanted = [
            cell.name for cell in left if cell.is_test and (tests is None or cell.name in tests)
        ]
        links = {name: socket.socketpair() for name in wanted}
        child = os.fork()
        if child == 0:
            try:
                os.setpgid(0, 0)
                self._be_the_student(left, answers, links, seed, threads)
            finally:
                os._exit(0)
        verdicts: dict[str, Verdict] = {}
        halts = _halted(child, seed) if halting else contextlib.nullcontext()
        try:
            for _, theirs in links.values():
                theirs.close()
            with _threads(threads), halts:
                for name, (ours, _) in links.items():
                    limit = seconds.get(name, SECONDS)
                    torch.manual_seed(seed)
                    session = Session(ours, time.monotonic() + limit)
                    verdicts[name] = self.examiner.examine(name, session, limit)
                    if stop_at_first and not verdicts[name].passed:
                        break
        finally:
            for ours, _ in links.values():
                ours.close()
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError):
                    kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        return verdicts

    def _be_the_student(
        self,
        cells: Sequence[Given],
        answers: Mapping[str, str],
        links: dict[str, tuple[socket.socket, socket.socket]],
        seed: int,
        threads: int,
    ) -> None:
        torch.manual_seed(seed)
        for ours, _ in links.values():
            ours.close()
        open_tests = set(links)
        for cell in cells:
            if not open_tests:
                return
            if cell.name in links:
                if os.fork() == 0:
                    # Only here: a fork of a process that has calculated in parallel would hang.
                    torch.set_num_threads(threads)
                    serve(links[cell.name][1], self.names)
                    os._exit(0)
                os.wait()
                open_tests.discard(cell.name)
            elif not cell.is_test:
                run_cell(cell.name, answers.get(cell.name, cell.source), self.names)


@contextlib.contextmanager
def _halted(child: int, seed: int) -> Iterator[None]:
    """Halt a child, and what it forks, again and again for moments."""
    with contextlib.suppress(OSError):
        os.setpgid(child, child)  # by whoever comes first, it or this process
    pid = os.fork()
    if pid == 0:
        try:
            os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # a test ends when its link is closed
            _halt(child, random.Random(seed))
        finally:
            os._exit(0)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _halt(group: int, chance: random.Random) -> None:
    with contextlib.suppress(ProcessLookupError):  # it is done
        while True:
            for number, seconds in ((signal.SIGSTOP, RUNS), (signal.SIGCONT, HALTS)):
                time.sleep(chance.uniform(*seconds))
                os.killpg(group, number)


def run_cell(name: str, source: str, names: dict[str, Any]) -> None:
    """Run a cell as a notebook does: what it raises ends this cell only."""
    file = f"<{name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, file, "exec"), names)


@contextlib.contextmanager
def _threads(number: int) -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(number)
    try:
        yield
    finally:
        torch.set_num_threads(before)
