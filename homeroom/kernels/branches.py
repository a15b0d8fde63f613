"""The template's branches: forks of it that have run a prelude and fork kernels themselves."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass

from homeroom.kernels import linux, prelude, wire
from homeroom.kernels.places import Places

REFUSED = "the cells at the beginning have to be run by every kernel itself: {why}"


@dataclass(frozen=True)
class Branch:
    """One branch, as the template sees it: its process, and the socket for requests."""

    pid: int
    pidfd: int
    channel: socket.socket

    def end(self) -> None:
        """End the process, and wait until it has."""
        self.channel.close()
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self.pidfd)


def start(
    text: bytes,
    let_go: Callable[[], None],
    serve: Callable[[socket.socket], None],
    idle: float,
) -> Branch:
    """Fork the template; the fork runs a prelude, then serves requests.

    Parameters
    ----------
    text : bytes
        The prelude.
    let_go : callable
        Closes what is the template's own; called in the fork.
    serve : callable
        Serves requests; called in the fork with its channel.
    idle : float
        Seconds without requests after which a branch ends that refuses them.
    """
    ours, theirs = wire.pair()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            ours.close()
            let_go()
            _close_all_but(theirs.fileno())
            linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
            _be_branch(text, theirs, serve, idle)
            status = 0
        finally:
            os._exit(status)
    theirs.close()
    ours.setblocking(False)  # the template waits for nobody
    return Branch(pid, os.pidfd_open(pid), ours)


def _close_all_but(channel: int) -> None:
    """Close what belongs to the request in hand: whoever sent it waits for its end."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        if int(name) > 2 and int(name) != channel:
            with contextlib.suppress(OSError):  # the one that lists the folder
                os.close(int(name))


def _be_branch(
    text: bytes, channel: socket.socket, serve: Callable[[socket.socket], None], idle: float
) -> None:
    try:
        prelude.run(text, Places.boxed())
    except Exception as error:
        refuse(channel, REFUSED.format(why=error), idle)
    else:
        serve(channel)


def refuse(channel: socket.socket, why: str, idle: float) -> None:
    """Answer every request with the reason why there is no kernel, until none comes any more."""
    channel.settimeout(idle)
    while True:
        try:
            _, files = wire.receive(channel)
        except (EOFError, ConnectionError, TimeoutError):
            return
        except wire.WireError:
            continue
        if files:
            with socket.socket(fileno=files[0]) as control, contextlib.suppress(OSError):
                wire.send(control, {"failed": why})
        wire.close_all(files[1:])
