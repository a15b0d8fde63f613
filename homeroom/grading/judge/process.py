"""The judge's process: reads a notebook once, is forked for a submission, asked for every test.

The worker that grades talks to it over a socket pair; with each test it hands over the connection
on which a fork of the student's process waits.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time

from homeroom.grading.judge.examiner import Examiner
from homeroom.grading.judge.framing import WireError, receive, send
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.session import Session
from homeroom.kernels.places import Places, set_environment
from homeroom.kernels.seeds import seed_with
from homeroom.kernels.wire import receive as receive_packet

MORE = 0.5


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
                seed_with(head["seed"])
                assert examiner is not None
                session = Session(students, time.monotonic() + head["seconds"])
                # A little more for the test, so that an endless answer is told as such.
                verdict = examiner.examine(head["test"], session, head["seconds"] + MORE)
                send(link, verdict.as_json())


def _handed_over(link: socket.socket) -> socket.socket:
    """The connection that comes with a request."""
    _, (descriptor,), _, _ = socket.recv_fds(link, 1, 1)
    return socket.socket(fileno=descriptor)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
