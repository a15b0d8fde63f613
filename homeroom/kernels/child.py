"""The fork's side: from a copy of the template to a kernel behind its walls."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from homeroom.kernels import linux, roles, walls, wire
from homeroom.kernels.limits import Limits
from homeroom.kernels.places import Places

FAILED = 70
HANDOVER = 3


@dataclass(frozen=True)
class Order:
    """What is to be forked.

    Attributes
    ----------
    role : str
        One of `roles.ROLES`.
    folder : str
        Name of its own folder.
    limits : Limits
    """

    role: str
    folder: str
    limits: Limits


def fork(order: Order, handover: int, run: Path, boxed: bool) -> int:
    """Fork this process and return the process id of the fork.

    Parameters
    ----------
    order : Order
    handover : int
        Descriptor of a socket to whoever asked; it is duplicated.
    run : pathlib.Path
        The run folder, which holds a folder for each kernel.
    boxed : bool
        Whether to put up walls.
    """
    if not boxed:
        pid = os.fork()
        if pid == 0:
            _become(order, handover, run, boxed)
        return pid
    reading, writing = os.pipe()
    middle = os.fork()
    if middle == 0:
        # Only a process forked after `unshare` is inside the new process namespace.
        with _last_words(handover):
            walls.leave()
            pid = os.fork()
            if pid == 0:
                _become(order, handover, run, boxed)
            os.write(writing, str(pid).encode())
            os._exit(0)
    os.close(writing)
    told = os.read(reading, 20)  # nothing, if it ended before it could report
    os.close(reading)
    os.waitpid(middle, 0)
    if not told:
        raise OSError("the fork ended before it had namespaces of its own")
    return int(told)


def _become(order: Order, handover: int, run: Path, boxed: bool) -> NoReturn:
    os.dup2(handover, HANDOVER, inheritable=False)
    with _last_words(HANDOVER):
        _plain_signals()
        if boxed:
            walls.enclose(order.folder, order.limits)
            places = Places.boxed()
        else:
            places = _without_walls(order, run)
        roles.find(order.role)(socket.socket(fileno=HANDOVER), places)
    os._exit(0)


def _without_walls(order: Order, run: Path) -> Places:
    os.setsid()
    # Nothing that the kernel starts outlives it: orphans come to the kernel, then to the template.
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    linux.prctl(linux.PR_SET_DUMPABLE, 1)
    order.limits.apply(uid_is_own=False)
    walls.close_descriptors()
    places = Places.bare(run / order.folder)
    for folder in (places.home, places.temporary):
        Path(folder).mkdir(mode=0o700, exist_ok=True)
    return places


def _plain_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def _last_words(handover: int) -> Iterator[None]:
    """Tell whoever asked what went wrong, and end."""
    try:
        yield
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"
        if not isinstance(error, (walls.WallError, SystemExit)):
            said = traceback.format_exc()[-2000:]
        # A role closes the hand-over once it needs it no more.
        with contextlib.suppress(Exception):
            wire.send(socket.socket(fileno=handover), {"failed": said})
        os._exit(FAILED)
