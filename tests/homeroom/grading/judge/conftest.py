"""A judge and a student's side, joined without a kernel between them."""

from __future__ import annotations

import os
import signal
import socket
import textwrap
import time

import pytest
import torch

from homeroom.grading.judge.examiner import Examiner
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.session import Session
from homeroom.grading.judge.student_side import serve
from homeroom.grading.judge.verdict import Verdict

GIVEN = """
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from helpers import testing
"""


def student(answers: str) -> tuple[socket.socket, int]:
    """Run answers in a process of their own; the connection on which it then serves, its id."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        try:
            ours.close()
            torch.set_num_threads(1)
            names: dict = {"__name__": "__main__"}
            exec(GIVEN, names)
            exec(compile(textwrap.dedent(answers), "<answers>", "exec"), names)
            serve(theirs, names)
        finally:
            os._exit(0)
    theirs.close()
    return ours, child


@pytest.fixture
def judge():
    """Judge answers by a test: ``judge(answers, test, given="") -> Verdict``."""

    def run(answers: str, test: str, given: str = "", seconds: float = 20.0) -> Verdict:
        cells = [
            Given("imports", GIVEN, True),
            Given("answer", textwrap.dedent(answers), False),
            Given("given", textwrap.dedent(given), True),
            Given("a_test", textwrap.dedent(test), True, True),
        ]
        link, child = student(answers)
        session = Session(link, time.monotonic() + seconds)
        try:
            return Examiner(cells).examine("a_test", session, seconds)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    return run
