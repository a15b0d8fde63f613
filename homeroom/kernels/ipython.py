"""The role "kernel": a fork becomes an ipykernel.

The template has begun with it (`begin`). A fork gets ready as far as it can without knowing its
work, then waits for it: so the next kernel can be forked ahead.
"""

from __future__ import annotations

import logging
import os
import random
import socket
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ipykernel import ipkernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core import shellapp
from IPython.core.pylabtools import activate_matplotlib

from homeroom.kernels import prelude, wire
from homeroom.kernels.places import Places, set_environment
from homeroom.kernels.seeds import seed

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
# What a kernel gets without anyone asking for it; the second is what nbclient asks for.
ARGUMENTS = ["--HistoryManager.enabled=False", "--HistoryManager.hist_file=:memory:"]
INLINE = "matplotlib_inline.backend_inline"


class WarmKernelApp(IPKernelApp):
    """ipykernel's application, told by message what else stands in its connection file."""

    told: dict[str, Any] = {}
    read: tuple[str, ...] = ()
    modules: frozenset[str] = frozenset()
    """Names of what the template has imported."""

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """Read arguments that the template has not read (`begin`)."""
        more = [argument for argument in argv or () if argument not in self.read]
        if more:
            super().parse_command_line(more)
            self.read = (*self.read, *more)

    def init_connection_file(self) -> None:
        """Take over what was told."""
        self.transport = "ipc"
        self.ip = self.told["ip"]
        for port in PORTS:
            setattr(self, port, int(self.told[port]))
        self.session.key = self.told["key"].encode()

    def write_connection_file(self, **kwargs: Any) -> None:
        """Whoever asked has it already."""

    def init_poller(self) -> None:
        """The template looks after parents that go away."""

    def init_kernel(self) -> None:
        """Make the kernel, without looking at every module that the template has imported.

        ipykernel lists their files for its debugger, of which there is none here. Touching four
        thousand modules would copy 25 MB that are shared with the template.
        """
        with patch.object(ipkernel, "sys", _SysWithoutModules()):
            super().init_kernel()

    def init_code(self) -> None:
        """Do as ipykernel does; what is imported is known (`%reset -f` wants to know)."""
        with patch.object(shellapp, "sys", _SysWithoutModules()):
            super().init_code()
        if self.shell is not None:
            self.shell._sys_modules_keys = self.modules

    def init_crash_handler(self) -> None:
        """Standard error leads nowhere; the template reports how a kernel ended."""


class _SysWithoutModules:
    """The module `sys`, but for its list of modules."""

    modules: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def begin() -> None:
    """Do in the template, once, what takes a while and is the same for every kernel.

    The application reads its arguments. A shell is made and let go of: the next ones find tables
    and patterns of traitlets and IPython ready.
    """
    app = WarmKernelApp.instance(log_level=logging.ERROR)
    app.parse_command_line(ARGUMENTS)
    main = sys.modules["__main__"]
    with patch.dict(os.environ):
        ZMQInteractiveShell(config=app.config)
    sys.modules["__main__"] = main  # a shell takes its place
    app.modules = frozenset(sys.modules)


def run(handover: socket.socket, places: Places) -> None:
    """Be a kernel until the end.

    Two messages come over the hand-over: how to listen (`connection`, `arguments`,
    `environment`), and later the work (`seed`, and a tar of the files beside the notebook).
    """
    message, files = wire.receive(handover)
    wire.close_all(files)
    set_environment(message["environment"], places)
    connection = message["connection"]
    WarmKernelApp.told = {**connection, "ip": f"{places.sockets}/k"}
    sys.argv = ["ipykernel_launcher.py"]
    app = WarmKernelApp.instance()
    if prelude.ran is not None:
        app.user_ns = prelude.ran.names
    app.initialize(message["arguments"])
    if prelude.ran is not None:
        go_on_behind(prelude.ran, app.shell)
    wire.send(handover, {"ready": True})

    message, files = wire.receive(handover)
    handover.close()
    at_first_cell(app.shell, lambda: begin_random_numbers(message["seed"]))
    for file in files:
        unpack(file, Path(places.work))
    app.start()


def begin_random_numbers(text: str) -> None:
    """Seed this kernel, or go on where the prelude has left off: forks change Python's own."""
    if prelude.ran is None:
        seed(text)
    else:
        random.setstate(prelude.ran.random_state)


def at_first_cell(shell: Any, action: Callable[[], None]) -> None:
    """Do something right before the first cell is run: by then the kernel itself has begun."""

    def once() -> None:
        shell.events.unregister("pre_execute", once)
        action()

    shell.events.register("pre_execute", once)


def go_on_behind(ran: prelude.Ran, shell: Any) -> None:
    """Bring a new shell to where it would be, had it run the cells itself."""
    for number, source in enumerate(ran.cells, 1):
        shell.history_manager.store_inputs(number, source)
    shell.execution_count = len(ran.cells) + 1
    if INLINE in sys.modules:  # the cells drew pictures: they would have set this up
        backend = f"module://{INLINE}"
        activate_matplotlib(backend)
        sys.modules[INLINE].configure_inline_support(shell, backend)


def unpack(file: int, folder: Path) -> None:
    """Put the files beside the notebook into the kernel's folder."""
    with os.fdopen(file, "rb") as stream, tarfile.open(fileobj=stream) as archive:
        archive.extractall(folder, filter="data")
