"""The judge's process: reads a notebook once, is forked for a submission, asked for every test.

The worker that grades talks to it over a socket pair; with each test it hands over the connection
on which a fork of the student's process waits.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from homeroom.grading.judge.examiner import Examiner, Verdict
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.session import Session
from homeroom.grading.judge.wire import WireError, receive, send
from homeroom.kernels.places import Places, set_environment
from homeroom.kernels.wire import receive as receive_packet

MORE = 0.5
GRACE = 5.0


class JudgeGone(Exception):
    """The judge's own process has ended or does not answer."""


def run(handover: socket.socket, places: Places) -> None:
    """Be a judge as a fork of the template: the role "judge"."""
    message, (descriptor,) = receive_packet(handover)
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "MPLBACKEND": "agg"}
    set_environment(environment, places)
    main(socket.socket(fileno=descriptor))


def main(link: socket.socket) -> None:
    """Be the judge until the worker closes the connection."""
    import torch

    torch.set_num_threads(1)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
    examiner = None
    while True:
        try:
            head, _ = receive(link)
        except (ConnectionError, WireError):
            return
        match head["do"]:
            case "notebook":
                examiner = Examiner([Given(**cell) for cell in head["cells"]])
                examiner.prepare()
                send(link, {"ok": True})
            case "branch":
                with _handed_over(link) as forks:
                    if os.fork() == 0:
                        link.close()
                        link = forks.dup()
            case "test":
                students = _handed_over(link)
                _seed(head["seed"])
                assert examiner is not None
                session = Session(students, time.monotonic() + head["seconds"])
                # A little more for the test, so that an endless answer is told as such.
                verdict = examiner.examine(head["test"], session, head["seconds"] + MORE)
                send(link, verdict.as_json())


def _handed_over(link: socket.socket) -> socket.socket:
    """The connection that comes with a request."""
    _, (descriptor,), _, _ = socket.recv_fds(link, 1, 1)
    return socket.socket(fileno=descriptor)


def _seed(seed: int) -> None:
    import random

    import numpy as np
    import torch

    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.manual_seed(seed)


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
                [sys.executable, "-P", "-m", __name__, str(theirs.fileno())],
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


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
