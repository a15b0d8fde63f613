"""What one attempt to break out of a box is, and what all of them share."""

from __future__ import annotations

from dataclasses import dataclass

_TRY = '''
import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)

def refused(action):
    """Run something that must fail; None, or how it failed."""
    try:
        action()
    except (OSError, MemoryError, ValueError) as error:
        return type(error).__name__ + (f" {error.errno}" if isinstance(error, OSError) else "")

def all_refused(actions):
    ways = {name: refused(action) for name, action in actions.items()}
    open_ = [name for name, way in ways.items() if way is None]
    return not open_, "worked: " + ", ".join(open_) if open_ else f"{len(ways)} ways refused"

def call(function, *arguments):
    if function(*arguments) == -1:
        raise OSError(ctypes.get_errno(), "refused")

def connect(family, kind, address):
    with socket.socket(family, kind) as s:
        s.settimeout(2)
        s.connect(address)
        s.send(b"x")
'''


@dataclass(frozen=True)
class Probe:
    """One attempt.

    Attributes
    ----------
    name : str
        The wall.
    code : str
        What is run inside.
    remedy : str
        What to do where the wall does not stand.
    fatal : bool
        Whether the kernel may be ended by it, which then counts as held.
    looks_only : bool
        Whether it only looks and connects. Nothing else is ever run in a kernel that is not in
        namespaces of its own: there it would hit the machine itself.
    """

    name: str
    code: str
    remedy: str
    fatal: bool = False
    looks_only: bool = False

    def source(self) -> str:
        """The whole program."""
        return _TRY + self.code
