"""Small messages between processes: JSON and open files over a pair of sockets.

Every message is one packet (SOCK_SEQPACKET): it arrives whole or not at all, and several processes
may send on the same descriptor without mixing their messages.
"""

from __future__ import annotations

import array
import contextlib
import json
import os
import socket
from collections.abc import Sequence
from typing import Any

LARGEST = 65_536
MOST_FILES = 8

Message = dict[str, Any]


class WireError(RuntimeError):
    """A message is too large, cut off, or not what was agreed upon."""


def pair() -> tuple[socket.socket, socket.socket]:
    """Make two connected ends; neither survives an exec unless passed on."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(end: socket.socket, message: Message, files: Sequence[int] = ()) -> None:
    """Send one message, and open files with it.

    Raises
    ------
    WireError
        If the message is larger than 64 kB.
    OSError
        If the other end is closed.

    Examples
    --------
    >>> here, there = pair()
    >>> send(here, {"role": "kernel"})
    >>> receive(there)
    ({'role': 'kernel'}, [])
    """
    packet = json.dumps(message).encode()
    if len(packet) > LARGEST:
        raise WireError(f"a message of {len(packet)} bytes; at most {LARGEST} are taken")
    socket.send_fds(end, [packet], list(files))


def receive(end: socket.socket) -> tuple[Message, list[int]]:
    """Wait for one message and the open files that came with it.

    Raises
    ------
    EOFError
        If the other end is closed.
    WireError
        If it was cut off or is not a JSON object; its files are closed.
    """
    room = socket.CMSG_SPACE(MOST_FILES * array.array("i").itemsize)
    packet, ancillary, flags, _ = end.recvmsg(LARGEST, room, socket.MSG_CMSG_CLOEXEC)
    files = _files(ancillary)
    try:
        if not packet:
            raise EOFError("the other end is closed")
        if flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
            raise WireError("a message was cut off")
        return decode(packet), files
    except (EOFError, WireError):
        close_all(files)
        raise


def decode(packet: bytes) -> Message:
    """Read a packet.

    Examples
    --------
    >>> decode(b"[1]")
    Traceback (most recent call last):
    homeroom.kernels.wire.WireError: a message that is no JSON object
    """
    try:
        message = json.loads(packet)
    except ValueError:
        message = None
    if not isinstance(message, dict):
        raise WireError("a message that is no JSON object")
    return message


def close_all(files: Sequence[int]) -> None:
    """Close open files, whatever state they are in."""
    for file in files:
        with contextlib.suppress(OSError):
            os.close(file)


def _files(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    found = array.array("i")
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            found.frombytes(content[: len(content) - len(content) % found.itemsize])
    return list(found)
