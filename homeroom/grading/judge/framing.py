"""Messages between the judge, the worker and the student's side: a head in JSON, then bytes.

What a message means stands elsewhere (:mod:`homeroom.grading.judge.wire`); a worker needs no torch
to pass one on.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

MAX_HEAD = 8_000_000
MAX_BYTES = 512_000_000
MAX_BUFFERS = 50_000

_LENGTHS = struct.Struct(">IQ")


class WireError(Exception):
    """A message that does not keep to the form, or a value that cannot cross."""


def exact(value: Any, kind: type) -> Any:
    """Give a value if it is of this very type.

    Raises
    ------
    WireError
        If it is not.
    """
    if type(value) is not kind:
        raise WireError(f"found {type(value).__name__} in a message, expected {kind.__name__}")
    return value


def send(link: socket.socket, head: dict, buffers: list[bytes] | tuple[()] = ()) -> None:
    """Send one message.

    Raises
    ------
    WireError
        If it is larger than the limits.
    ConnectionError
        If nobody listens any more.
    """
    sizes = [len(buffer) for buffer in buffers]
    text = json.dumps({"h": head, "n": sizes}).encode()
    if len(text) > MAX_HEAD or sum(sizes) > MAX_BYTES or len(sizes) > MAX_BUFFERS:
        raise WireError(f"a message of {(len(text) + sum(sizes)) / 1e6:.0f} MB is too large")
    link.sendall(_LENGTHS.pack(len(text), sum(sizes)) + text + b"".join(buffers))


def receive(link: socket.socket) -> tuple[dict, list[bytes]]:
    """Wait for one message: its head and its buffers.

    Raises
    ------
    WireError
        If it does not keep to the form.
    ConnectionError
        If the other side is gone.
    TimeoutError
        If the socket's time-out passes.
    """
    length, total = _LENGTHS.unpack(_read(link, _LENGTHS.size))
    if length > MAX_HEAD or total > MAX_BYTES:
        raise WireError("a message that is too large")
    try:
        message = json.loads(bytes(_read(link, length)))
        head, sizes = exact(message["h"], dict), exact(message["n"], list)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WireError("a message that is not in the form") from None
    if len(sizes) > MAX_BUFFERS or any(exact(size, int) < 0 for size in sizes):
        raise WireError("a message whose sizes cannot be")
    if sum(sizes) != total:
        raise WireError("a message whose sizes do not add up")
    content, buffers, start = memoryview(_read(link, total)), [], 0
    for size in sizes:
        buffers.append(bytes(content[start : start + size]))
        start += size
    return head, buffers


def _read(link: socket.socket, size: int) -> bytearray:
    content = bytearray(size)
    view, done = memoryview(content), 0
    while done < size:
        got = link.recv_into(view[done:], min(size - done, 1 << 20))
        if not got:
            raise ConnectionResetError("the other side has ended")
        done += got
    return content
