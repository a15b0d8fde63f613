"""The worker's handle on a judge's process; it needs no torch."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from homeroom.grading.judge.framing import WireError, receive, send
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.verdict import Verdict

PROGRAM = "homeroom.grading.judge.process"
GRACE = 5.0


class JudgeGone(Exception):
    """The judge's own process has ended or does not answer."""


class Judge:
    """A worker's handle on the judge's process.

    Parameters
    ----------
    link : socket
        Connected to a process that runs :func:`main`.
    end : callable, optional
        Ends that process, and its forks.
    origin : Judge, optional
        From which it is forked.
    """

    def __init__(
        self,
        link: socket.socket,
        end: Callable[[], None] = lambda: None,
        origin: Judge | None = None,
    ) -> None:
        self._link = link
        self._end = end
        self.origin = origin

    @classmethod
    def spawn(cls) -> Judge:
        """Start a judge as a program of its own; seconds, where a template takes milliseconds."""
        ours, theirs = socket.socketpair()
        environment = {**os.environ, "HELPERS_DATA": "sample", "MPLBACKEND": "agg"}
        environment |= {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        with theirs:
            process = subprocess.Popen(
                # -P: what was handed in may lie in the current folder, under any name.
                [sys.executable, "-P", "-m", PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

        def end() -> None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

        return cls(ours, end)

    def open(self, cells: Sequence[Given]) -> None:
        """Begin a notebook."""
        self._exchange({"do": "notebook", "cells": [asdict(cell) for cell in cells]}, None, 60.0)

    def branch(self) -> Judge:
        """Fork the process; the fork goes on from the notebook that was opened."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._link.settimeout(GRACE)
                send(self._link, {"do": "branch"})
                socket.send_fds(self._link, [b"S"], [theirs.fileno()])
        except (OSError, WireError) as error:
            ours.close()
            raise JudgeGone(f"the judge's process gave no answer ({error})") from None
        return Judge(ours, origin=self)

    def examine(self, test: str, students: socket.socket, seconds: float, seed: int) -> Verdict:
        """Run one test against the student's side that waits on a connection."""
        request = {"do": "test", "test": test, "seconds": seconds, "seed": seed}
        found = self._exchange(request, students, seconds + GRACE)
        return Verdict(**{**found, "traceback": tuple(found["traceback"])})

    def close(self) -> None:
        """End the process."""
        self._link.close()
        self._end()

    def _exchange(
        self, request: dict[str, Any], students: socket.socket | None, seconds: float
    ) -> dict[str, Any]:
        try:
            self._link.settimeout(seconds)
            send(self._link, request)
            if students is not None:
                socket.send_fds(self._link, [b"S"], [students.fileno()])
            return receive(self._link)[0]
        except (OSError, WireError) as error:
            raise JudgeGone(f"the judge's process gave no answer ({error})") from None
