"""The worker's side: starts the template when a kernel is first wanted, and asks it to fork.

One template serves every process that holds the channel to it: processes forked from this one
have it already, others are handed it (`Template.share`). When the last of them is gone, the
template ends, and with it every kernel.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from homeroom.kernels import sandbox, wire
from homeroom.kernels.limits import Limits
from homeroom.kernels.runfolder import make_run_folder

_SECONDS = 10


class KernelError(sandbox.SandboxError):
    """A kernel could not be forked; the message says why."""


@dataclass(eq=False)
class Fork:
    """A fork of the template, as whoever asked for it sees it.

    Attributes
    ----------
    folder : str
        Name of its folder.
    control : socket.socket
        To the template, about the fork. Closing it ends the fork and all that it started.
    handover : socket.socket
        To the fork itself.
    ended : int or None
        Exit code; negative is a signal. None while it runs.
    why : str or None
        Why it could not be made, or was ended before its time.
    pid : int or None
        Its process, as the template counts.
    """

    folder: str
    control: socket.socket
    handover: socket.socket
    ended: int | None = None
    why: str | None = None
    pid: int | None = None

    def tell(self, message: wire.Message) -> None:
        """Ask the template for something about this fork; nothing happens where it has ended."""
        with contextlib.suppress(OSError):
            wire.send(self.control, message)

    def look(self) -> int | None:
        """Take in what the template reported, and return the exit code, or None."""
        while self.ended is None:
            try:
                self.control.setblocking(False)
                message, files = wire.receive(self.control)
            except BlockingIOError:
                return None
            except (OSError, EOFError, wire.WireError):
                self.ended = -9
                self.why = self.why or "the template is gone"
                break
            wire.close_all(files)
            self.pid = message.get("started", self.pid)
            if "failed" in message:
                self.ended, self.why = 1, message["failed"]
            elif "ended" in message:
                self.ended, self.why = message["ended"], message.get("why") or self.why
        return self.ended

    def close(self) -> None:
        """Let go of the fork, which ends it."""
        _held.discard(self)
        self.control.close()
        self.handover.close()


_held: set[Fork] = set()


@dataclass(eq=False)
class Template:
    """The template as this process knows it.

    Attributes
    ----------
    channel : socket.socket
        On which it takes requests.
    run : pathlib.Path
        The run folder.
    isolation : {"box", "none"}
    weights : pathlib.Path or None
        Folder with pretrained weights, where the template was started here.
    spares : dict
        Kernels forked ahead, by what they were prepared for.
    asked : bool
        Whether anything was asked of it from here, or it was handed to another process.
    """

    channel: socket.socket
    run: Path
    isolation: str
    weights: Path | None = None
    spares: dict[Any, list[Any]] = field(default_factory=dict)
    asked: bool = False
    _process: subprocess.Popen[bytes] | None = None
    _said: Any = None
    _lock_file: int | None = None

    @classmethod
    def shared(cls, isolation: str = "box", weights: Path | None = None) -> Template:
        """Return the template of this process, starting it if there is none.

        Parameters
        ----------
        isolation : {"box", "none"}
        weights : pathlib.Path, optional
            Folder with pretrained weights, for a template that is started now.

        Raises
        ------
        SandboxError
            If it cannot be started here.
        """
        with _lock:
            template = _templates.get(isolation)
            if template is None or not template.alive():
                template = _templates[isolation] = cls.start(isolation, weights)
            return template

    @staticmethod
    def all_shared() -> list[Template]:
        """The templates that `shared` can give out at present."""
        with _lock:
            return [template for template in _templates.values() if template.alive()]

    @classmethod
    def start(cls, isolation: str = "box", weights: Path | None = None) -> Template:
        """Start a template of its own; it gets ready while others go on."""
        run, lock = make_run_folder()
        here, there = wire.pair()
        try:
            there.set_inheritable(True)
            if isolation == "box":
                program = sandbox.boxed(run, there.fileno(), weights)
            else:
                program = sandbox.bare(run, there.fileno())
            said = tempfile.TemporaryFile()  # noqa: SIM115
            process = _start_in_thread(program, said)
        except BaseException:
            here.close()
            shutil.rmtree(run, ignore_errors=True)
            os.close(lock)
            raise
        finally:
            there.close()
        wire.close_all([file for file in program.files if file != there.fileno() and file > 2])
        template = cls(here, run, isolation, weights, _process=process, _said=said, _lock_file=lock)
        atexit.register(template.close)
        return template

    def share(self) -> tuple[socket.socket, str, str]:
        """Give what another process needs to use this template (pickled while it is started)."""
        self.asked = True
        return self.channel, str(self.run), self.isolation

    @classmethod
    def adopt(cls, channel: socket.socket, run: str, isolation: str) -> Template:
        """Use the template of another process, from what its `share` gave."""
        template = cls(channel, Path(run), isolation)
        with _lock:
            _templates[isolation] = template
        return template

    def alive(self) -> bool:
        """Tell whether requests can still be sent."""
        if self.channel.fileno() < 0:
            return False
        poll = select.poll()
        poll.register(self.channel, 0)  # the end of the other side is reported in any case
        return not poll.poll(0)

    def fork(
        self, role: str, limits: Limits, folder: str | None = None, beginning: bytes = b""
    ) -> Fork:
        """Ask for a fork. It is made meanwhile; its handover tells when it is ready.

        Parameters
        ----------
        role : str
            One of `roles.ROLES`.
        limits : Limits
        folder : str, optional
            Name for its folder; a new one by default.
        beginning : bytes
            A prelude, if it is to be a fork of the branch that has run it.
        """
        self.asked = True
        folder = folder or secrets.token_hex(8)
        control, its_control = wire.pair()
        handover, its_handover = wire.pair()
        request = {"role": role, "folder": folder, "limits": limits.message()}
        files = [its_control.fileno(), its_handover.fileno()]
        if beginning:
            files.append(sandbox.file_with(beginning))
        try:
            wire.send(self.channel, request, files)
        except OSError:
            control.close()
            handover.close()
            raise KernelError(f"The template is gone. {self.last_words()}") from None
        finally:
            its_control.close()
            its_handover.close()
            wire.close_all(files[2:])
        fork = Fork(folder, control, handover)
        _held.add(fork)
        return fork

    def last_words(self) -> str:
        """What the template wrote on standard error, shortened."""
        if self._said is None:
            return ""
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return "It said: " + " / ".join(lines[-5:]) if lines else "It said nothing."

    def close_unless_asked(self) -> None:
        """Close a template that nobody has asked anything, ready or not."""
        if not self.asked and self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # it leads a session of its own
            self.close()

    def close(self) -> None:
        """Let go of the template; it ends when every process has."""
        for spare in [spare for spares in self.spares.values() for spare in spares]:
            spare.close()
        self.spares.clear()
        self.channel.close()
        atexit.unregister(self.close)
        if self._process is not None:
            try:
                self._process.wait(_SECONDS)
            except subprocess.TimeoutExpired:
                return  # another process uses it still
            shutil.rmtree(self.run, ignore_errors=True)
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None


_templates: dict[str, Template] = {}
_lock = threading.Lock()


def _start_in_thread(program: sandbox.Program, said: Any) -> subprocess.Popen[bytes]:
    """Start a program from a thread that lasts as long as it does.

    bubblewrap's --die-with-parent means the thread that started it, not the process.
    """
    started: list[subprocess.Popen[bytes] | OSError] = []
    done = threading.Event()

    def work() -> None:
        try:
            process = subprocess.Popen(
                program.words,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd="/",
                env=program.environment,
                pass_fds=program.files,
                start_new_session=True,
            )
        except OSError as error:
            started.append(error)
            done.set()
            return
        started.append(process)
        done.set()
        process.wait()

    threading.Thread(target=work, name="homeroom-template", daemon=True).start()
    done.wait()
    if isinstance(started[0], OSError):
        raise sandbox.SandboxError(f"{program.words[0]} could not be started: {started[0]}.")
    return started[0]


def _after_fork_in_child() -> None:
    """A forked worker shares the template, but not the kernels of the process it came from."""
    for fork in list(_held):
        fork.control.close()
        fork.handover.close()
    _held.clear()
    for template in _templates.values():
        template.spares = {}
        template._process = None


os.register_at_fork(after_in_child=_after_fork_in_child)
