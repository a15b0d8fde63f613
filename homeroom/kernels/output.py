"""How much a kernel may send to whoever listens; more, and it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import zmq
from jupyter_client.session import Session

MB = 1024 * 1024
LARGEST = 256 * MB
"""A larger message is not taken in at all (an endless loop that prints makes some of 200 MB)."""


@dataclass
class OutputLimit:
    """Counts what comes from a kernel on all its channels.

    Attributes
    ----------
    most_bytes, most_messages : int
    stop : callable
        Called once with the reason when it becomes too much.

    Examples
    --------
    >>> limit = OutputLimit(100, 2, stop=print)
    >>> limit.count([b"x" * 60])
    >>> limit.count([b"x" * 60])
    output: more than 0 MB (c.WarmProvisioner.output_mb)
    >>> limit.count([b"x"])
    """

    most_bytes: int
    most_messages: int
    stop: Callable[[str], None]
    bytes: int = 0
    messages: int = 0
    _stopped: bool = field(default=False, repr=False)

    def count(self, frames: list[Any]) -> None:
        """Take in one message."""
        self.bytes += sum(map(len, frames))
        self.messages += 1
        if self._stopped:
            return
        if self.bytes > self.most_bytes:
            self._stopped = True
            self.stop(f"output: more than {self.most_bytes // MB} MB (c.WarmProvisioner.output_mb)")
        elif self.messages > self.most_messages:
            self._stopped = True
            self.stop(
                f"output: more than {self.most_messages} messages (c.WarmProvisioner.messages)"
            )

    def watch(self, factory: type[Any]) -> type[Any]:
        """Make a class of clients that count, from the class that a manager would use.

        Parameters
        ----------
        factory : type
            A `jupyter_client.KernelClient`.
        """
        limit = self
        if hasattr(factory, "output_limit"):  # after a restart: the class is ours already
            factory.output_limit = limit
            return factory

        class Watched(factory):
            """A client that counts what it receives."""

            output_limit = limit
            session: Any

            def __init__(self, **options: Any) -> None:
                super().__init__(**options)
                self.context.setsockopt(zmq.MAXMSGSIZE, max(LARGEST, limit.most_bytes))
                self.session = _counting(self.session, type(self))

        Watched.__name__ = Watched.__qualname__ = factory.__name__
        return Watched


def _counting(session: Session, watched: Any) -> Session:
    """Make a copy of a session that counts each message as it is taken apart."""
    copy = session.clone()
    take_apart = copy.feed_identities

    def feed_identities(frames: Any, copy: bool = True) -> Any:
        watched.output_limit.count(frames if copy else [frame.bytes for frame in frames])
        return take_apart(frames, copy)

    copy.feed_identities = feed_identities  # type: ignore[method-assign,assignment]
    return copy
