"""The template at work: it forks kernels on request, watches them, and ends those nobody holds."""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import shutil
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from homeroom.kernels import branches, prelude, roles, wire
from homeroom.kernels.child import Order, fork
from homeroom.kernels.limits import Limits
from homeroom.kernels.watch import Watch, tree

TICK = 0.25
IDLE = 600.0
"""Seconds without work after which the template ends; the next kernel starts another."""
_FOLDER = re.compile(r"[0-9a-f]{16}")


@dataclass
class Forked:
    """One fork: its process, and the socket to whoever asked for it."""

    pid: int
    pidfd: int
    control: socket.socket
    watch: Watch
    why: str | None = None


class Server:
    """Serves requests until every process that could send one is gone.

    Parameters
    ----------
    channel : socket.socket
        Where requests come from. Each brings two descriptors: `control`, which the template
        answers on and whose end means the fork's end, and the `hand-over`, which goes to the fork.
    run : pathlib.Path
        Folder in which each fork has one.
    boxed : bool
        Whether forks put up walls.
    idle : float
        Seconds without work after which to end.
    """

    def __init__(self, channel: socket.socket, run: Path, boxed: bool, idle: float = IDLE) -> None:
        self.channel, self.run, self.boxed = channel, run, boxed
        self.forks: dict[int, Forked] = {}
        self.branches: dict[str, branches.Branch] = {}
        self.selector = selectors.DefaultSelector()
        self.selector.register(channel, selectors.EVENT_READ, None)
        self.open = True
        self.looked = 0.0
        self.idle, self.used = idle, time.monotonic()

    def serve(self) -> None:
        """Work until the channel is closed, then end all forks."""
        while self.open:
            for key, _ in self.selector.select(TICK if self.forks else self.idle):
                if key.data is None:
                    self._request()
                elif isinstance(key.data, branches.Branch):
                    self._lost(key.data)
                elif key.data.pid in self.forks:
                    fork_, is_pidfd = key.data, key.fileobj == key.data.pidfd
                    self._ended(fork_) if is_pidfd else self._told(fork_)
            if time.monotonic() - self.looked >= TICK:
                self._look_after()
            # A branch ends by the same rule; until then it may be at work.
            if time.monotonic() - self.used >= self.idle and not self.branches:
                self.open = False
        for branch in list(self.branches.values()):
            self._lost(branch)
        for fork_ in list(self.forks.values()):
            self._kill(fork_)
            self._ended(fork_)

    def _request(self) -> None:
        self.used = time.monotonic()
        try:
            message, files = wire.receive(self.channel)
        except (EOFError, ConnectionError):
            self.open = False
            return
        except wire.WireError:
            return  # its descriptors are closed: whoever asked sees that
        try:
            control, handover, *beginning = files
        except ValueError:
            wire.close_all(files)
            return
        end = socket.socket(fileno=control)
        if beginning:
            self._pass_on(message, end, handover, beginning[0])
            wire.close_all([handover, *beginning])
            return
        try:
            order = self._order(message)
            forked = self._fork(order, handover, end)
        except (OSError, ValueError) as error:
            self._say(end, {"failed": str(error)})
            end.close()
        else:
            self._say(end, {"started": forked.pid})
        finally:
            os.close(handover)

    def _pass_on(
        self, message: wire.Message, control: socket.socket, handover: int, beginning: int
    ) -> None:
        """Let the branch that has run a prelude do what is asked."""
        with control:
            try:
                if not self.boxed:
                    raise ValueError("a prelude is run inside the box only")
                branch = self._branch(prelude.read(beginning))
                wire.send(branch.channel, message, [control.fileno(), handover])
            except (OSError, ValueError) as error:
                self._say(control, {"failed": f"no branch of the template: {error}"})

    def _branch(self, text: bytes) -> branches.Branch:
        """Give the branch for a prelude; a new one gets ready while requests wait for it."""
        name = prelude.digest(text)
        if name not in self.branches:
            branch = self.branches[name] = branches.start(
                text, self._let_go, self._serve_as_branch, self.idle
            )
            self.selector.register(branch.pidfd, selectors.EVENT_READ, branch)
        return self.branches[name]

    def _let_go(self) -> None:
        """In a fork of this process: close what only the template itself needs."""
        for fork_ in self.forks.values():
            fork_.control.close()
            os.close(fork_.pidfd)
        for branch in self.branches.values():
            branch.channel.close()
            os.close(branch.pidfd)
        self.selector.close()
        self.channel.close()

    def _serve_as_branch(self, channel: socket.socket) -> None:
        Server(channel, self.run, self.boxed, self.idle).serve()

    def _lost(self, branch: branches.Branch) -> None:
        """Put away a branch that has ended or is not wanted any more."""
        self.selector.unregister(branch.pidfd)
        self.branches = {name: one for name, one in self.branches.items() if one is not branch}
        branch.end()

    def _order(self, message: wire.Message) -> Order:
        folder = message.get("folder")
        if not isinstance(folder, str) or not _FOLDER.fullmatch(folder):
            raise ValueError(f"a folder is named by 16 hexadecimal digits; found {folder!r}")
        role = message.get("role")
        roles.find(role)
        return Order(str(role), folder, Limits.of(message.get("limits")))

    def _fork(self, order: Order, handover: int, control: socket.socket) -> Forked:
        folder = self.run / order.folder
        folder.mkdir(mode=0o700)
        try:
            pid = fork(order, handover, self.run, self.boxed)
            pidfd = os.pidfd_open(pid)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        watch = Watch(pid, order.limits, folder)
        forked = Forked(pid, pidfd, control, watch)
        self.forks[pid] = forked
        self.selector.register(pidfd, selectors.EVENT_READ, forked)
        self.selector.register(control, selectors.EVENT_READ, forked)
        return forked

    def _told(self, forked: Forked) -> None:
        """Do what the holder of a fork asks; if it is gone, so is the fork."""
        try:
            message, files = wire.receive(forked.control)
            wire.close_all(files)
        except (EOFError, ConnectionError, wire.WireError):
            self.selector.unregister(forked.control)
            self._kill(forked)
            return
        if message.get("begin") is True:
            forked.watch.begin()
        elif message.get("kill") is True:
            self._kill(forked)
        elif message.get("signal") in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(ProcessLookupError):
                # The kernel leads a group of its own: what it started is interrupted with it.
                os.killpg(forked.pid, message["signal"])

    def _look_after(self) -> None:
        self.looked = time.monotonic()
        for forked in list(self.forks.values()):
            if forked.watch.begun is not None:
                self.used = self.looked
            try:
                why = forked.watch.too_much()
            except OSError:
                continue  # ending at this moment
            if why and forked.why is None:
                forked.why = why
                self._kill(forked)
        if not self.boxed:
            self._end_orphans()

    def _kill(self, forked: Forked) -> None:
        """End a fork and everything that it started."""
        if self.boxed:
            # It is process 1 of its process namespace: Linux ends the others with it.
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(forked.pidfd, signal.SIGKILL)
            return
        _kill_tree(forked.pid)

    def _end_orphans(self) -> None:
        """Without a box: what a fork left behind has become the template's own child."""
        for pid in _children(os.getpid()):
            if pid not in self.forks:
                _kill_tree(pid)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def _ended(self, forked: Forked) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self.selector.unregister(forked.control)
        self.selector.unregister(forked.pidfd)
        _, status = os.waitpid(forked.pid, 0)
        del self.forks[forked.pid]
        if not self.boxed:
            self._end_orphans()
        os.close(forked.pidfd)
        shutil.rmtree(forked.watch.folder, ignore_errors=True)
        ended = os.waitstatus_to_exitcode(status)
        if ended == -signal.SIGXCPU and forked.why is None:
            forked.why = forked.watch.out_of_cpu()
        self._say(forked.control, {"ended": ended, "why": forked.why})
        forked.control.close()

    @staticmethod
    def _say(end: socket.socket, message: wire.Message) -> None:
        with contextlib.suppress(OSError):  # nobody listens any more
            wire.send(end, message)


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return list(map(int, text.split()))


def _kill_tree(pid: int) -> None:
    """End a process and its descendants, those too that it starts meanwhile."""
    for _ in range(50):
        processes = tree(pid)
        for one in reversed(processes):
            # First stopped, so that no process can start another while its turn comes.
            for number in (signal.SIGSTOP, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(one, number)
        if len(processes) <= 1:
            return
