"""The worker's side: brings a test's judge and a fork of the student's kernel together."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from homeroom.grading.judge import branches
from homeroom.grading.judge.examiner import Verdict
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.process import Judge, JudgeGone

UNREACHABLE = "the student's process could not be asked"
# How long a fork of the kernel may take to end by itself after the verdict.
PATIENCE = 0.5


def request(path: str) -> str:
    """What the student's kernel is asked to run for one test."""
    module = "homeroom.grading.judge.student_side"
    return f"__import__({module!r}, fromlist=['answer']).answer({path!r}, globals())"


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
        test: str,
        socket_path: Path,
        run_in_kernel: Callable[[], None],
        interrupt: Callable[[], None],
        seconds: float,
        seed: int,
    ) -> Verdict:
        """Run one test.

        Parameters
        ----------
        test : str
            grade_id of its cell.
        socket_path : pathlib.Path
            Where the kernel's fork will knock; must not exist.
        run_in_kernel : callable
            Runs :func:`request` in the student's kernel and returns when that has ended.
        interrupt : callable
            Interrupts the kernel; called from another thread.
        seconds, seed
            Wall time that the test may take, and what its random numbers begin with.

        Raises
        ------
        JudgeGone
            If the judge's own process ended.
        """
        self.prepare()
        verdicts: list[Verdict | JudgeGone] = []
        kernel_done = threading.Event()
        with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as listener:
            listener.bind(str(socket_path))
            try:
                socket_path.chmod(0o666)  # the folder around it is the kernel's own
                listener.listen(1)
                listener.settimeout(0.05)

                def judge() -> None:
                    verdicts.append(self._meet(test, listener, kernel_done, seconds, seed))
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
        (verdict,) = verdicts
        if isinstance(verdict, JudgeGone):
            self._give_up()
            raise verdict
        return verdict

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
        test: str,
        listener: socket.socket,
        kernel_done: threading.Event,
        seconds: float,
        seed: int,
    ) -> Verdict | JudgeGone:
        """Wait for the fork and let the judge have it; what came of it, never an exception."""
        while True:
            try:
                students, _ = listener.accept()
                break
            except TimeoutError:
                if kernel_done.is_set():
                    line = f"StudentGone: {UNREACHABLE}"
                    return Verdict(False, None, "StudentGone", UNREACHABLE, (line,))
        with students:
            assert self._judge is not None
            try:
                return self._judge.examine(test, students, seconds, seed)
            except JudgeGone as error:
                return error
