"""Kernels made ready before anyone knows which work they will get."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo

from homeroom.kernels import wire
from homeroom.kernels.client import Fork, KernelError, Template
from homeroom.kernels.limits import Limits

PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}


@dataclass(frozen=True)
class Plan:
    """What a kernel is prepared for; kernels with the same plan can stand in for each other.

    Attributes
    ----------
    arguments : tuple of str
        For ipykernel's command line.
    environment : tuple of (str, str)
        Environment variables, sorted.
    limits : Limits
    """

    arguments: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    limits: Limits
    beginning: bytes = b""


@dataclass(frozen=True, eq=False)
class Prepared:
    """A fork that becomes a kernel, and how to connect to it."""

    fork: Fork
    connection: KernelConnectionInfo

    def close(self) -> None:
        """Let go of it, which ends it."""
        self.fork.close()


def prepare(template: Template, plan: Plan, again: KernelConnectionInfo | None = None) -> Prepared:
    """Ask for a kernel; it gets ready meanwhile.

    Parameters
    ----------
    template : Template
    plan : Plan
    again : dict, optional
        Connection of a kernel that has ended, under which clients expect the next one.
    """
    if again is None:
        folder, key = secrets.token_hex(8), secrets.token_hex(32).encode()
    else:
        folder, key = folder_of(again).name, bytes(again["key"])  # type: ignore[arg-type]
    fork = template.fork("kernel", plan.limits, folder, plan.beginning)
    order: dict[str, Any] = {
        # The key goes to the fork itself; the template never sees it.
        "connection": {**PORTS, "key": key.decode()},
        "arguments": list(plan.arguments),
        "environment": dict(plan.environment),
    }
    try:
        wire.send(fork.handover, order)
    except OSError:
        fork.close()
        raise KernelError(f"The template is gone. {template.last_words()}") from None
    connection: Any = {**PORTS, "ip": str(template.run / folder / "k"), "transport": "ipc"}
    connection.update(key=key, signature_scheme="hmac-sha256")
    return Prepared(fork, connection)


def folder_of(connection: KernelConnectionInfo) -> Path:
    """Give the folder that holds the sockets of a connection."""
    return Path(str(connection["ip"])).parent


async def wait_ready(template: Template, prepared: Prepared, seconds: float) -> None:
    """Wait until a kernel stands behind its walls and listens.

    Raises
    ------
    KernelError
        If it does not come to that; the message says why.
    """
    fork = prepared.fork
    fork.handover.setblocking(False)
    try:
        wanted = asyncio.get_running_loop().sock_recv(fork.handover, wire.LARGEST)
        packet = await asyncio.wait_for(wanted, seconds)
        said = wire.decode(packet) if packet else {}
    except TimeoutError:
        said = {"failed": f"it was not ready after {seconds:g} s"}
    except OSError:
        said = {}
    if said.get("ready") is True:
        return
    fork.look()
    why = said.get("failed") or fork.why or "it ended while getting ready"
    fork.close()
    if not template.alive():
        why = f"{why}. {template.last_words()}"
    raise KernelError(
        f"No kernel could be made: {why}\n"
        "`homeroom doctor --isolation` says which walls stand on this machine."
    )


def take_spare(template: Template, plan: Plan) -> Prepared | None:
    """Give a kernel that was prepared ahead, or None."""
    spares = template.spares.get(plan, [])
    while spares:
        spare: Prepared = spares.pop(0)
        if spare.fork.look() is None:
            return spare
        spare.close()
    return None


def prepare_ahead(template: Template, plan: Plan, count: int) -> None:
    """See to it that `count` kernels are being made ready, and none for other plans."""
    for other in [other for other in template.spares if other != plan]:
        for spare in template.spares.pop(other):
            spare.close()
    spares = template.spares.setdefault(plan, [])
    while len(spares) < count:
        spares.append(prepare(template, plan))
