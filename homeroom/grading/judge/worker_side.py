"""The worker's side: brings a test's judge and a fork of the student's kernel together."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from homeroom.grading.judge import branches
from homeroom.grading.judge.handle import Judge, JudgeGone
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.verdict import Verdict

UNREACHABLE = "the student's process could not be asked"
# How long a fork of the kernel may take to end by itself after the verdict.
PATIENCE = 0.5


def request(path: str) -> str:
    """What the student's kernel is asked to run for one test."""
    module = "homeroom.grading.judge.student_side"
    return f"__import__({module!r}, fromlist=['answer']).answer({path!r}, globals())"


@dataclass(frozen=True)
class Asked:
    """A test to be run.

    Attributes
    ----------
    test : str
        grade_id of its cell.
    seconds : float
        Wall time that it may take.
    seed : int
        What its random numbers begin with.
    """

    test: str
    seconds: float
    seed: int


class WorkerSide:
    """Holds the judge of one notebook.

    Parameters
    ----------
    cells : sequence of Given
        The instructor's notebook.
    judge_of : callable
        Gives a judge that has read the notebook, as `branches.branch` does.
    """

    def __init__(
        self, cells: Sequence[Given], judge_of: Callable[[Sequence[Given]], Judge]
    ) -> None:
        self._cells = tuple(cells)
        self._judge_of = judge_of
        self._judge: Judge | None = None

    def prepare(self) -> None:
        """See to it that there is a judge: before the first test, and after one has died."""
        if self._judge is None:
            self._judge = self._judge_of(self._cells)

    def examine(
        self,
        tests: Sequence[Asked],
        socket_path: Path,
        run_in_kernel: Callable[[], None],
        interrupt: Callable[[], None],
    ) -> list[Verdict]:
        """Run tests that stand behind each other, all against one fork of the kernel.

        The first always gets its verdict. If a test breaks the fork off, those behind it get
        none: they are to be run against another.

        Parameters
        ----------
        tests : sequence of Asked
        socket_path : pathlib.Path
            Where the kernel's fork will knock; must not exist.
        run_in_kernel : callable
            Runs :func:`request` in the student's kernel and returns when that has ended.
        interrupt : callable
            Interrupts the kernel; called from another thread.

        Raises
        ------
        JudgeGone
            If the judge's own process ended.
        """
        self.prepare()
        found: list[Verdict | JudgeGone] = []
        kernel_done = threading.Event()
        with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as listener:
            listener.bind(str(socket_path))
            try:
                socket_path.chmod(0o666)  # the folder around it is the kernel's own
                listener.listen(1)
                listener.settimeout(0.05)

                def judge() -> None:
                    self._meet(tests, listener, kernel_done, found)
                    if not kernel_done.wait(PATIENCE):
                        interrupt()

                thread = threading.Thread(target=judge, name="homeroom-judge", daemon=True)
                thread.start()
                try:
                    run_in_kernel()
                finally:
                    kernel_done.set()
                    thread.join()
            finally:
                socket_path.unlink(missing_ok=True)
        verdicts = [verdict for verdict in found if isinstance(verdict, Verdict)]
        if len(verdicts) < len(found):
            self._give_up()
        if not verdicts:
            raise found[0]  # type: ignore[misc]
        return verdicts

    def close(self) -> None:
        """End the judge."""
        if self._judge is not None:
            self._judge.close()
            self._judge = None

    def _give_up(self) -> None:
        """End a judge that does not answer; only its origin can be killed, with all its forks."""
        origin = self._judge.origin if self._judge is not None else None
        self.close()
        if origin is not None:
            branches.close(origin)

    def _meet(
        self,
        tests: Sequence[Asked],
        listener: socket.socket,
        kernel_done: threading.Event,
        found: list[Verdict | JudgeGone],
    ) -> None:
        """Wait for the fork and let the judge have it; add what came of each test."""
        while True:
            try:
                students, _ = listener.accept()
                break
            except TimeoutError:
                if kernel_done.is_set():
                    line = f"StudentGone: {UNREACHABLE}"
                    found.append(Verdict(False, None, "StudentGone", UNREACHABLE, (line,)))
                    return
        with students:
            assert self._judge is not None
            for asked in tests:
                try:
                    verdict = self._judge.examine(asked.test, students, asked.seconds, asked.seed)
                except JudgeGone as error:
                    found.append(error)
                    return
                found.append(verdict)
                if not verdict.answers_on:
                    return
