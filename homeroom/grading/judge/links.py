"""What ties a stand-in to the object it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from homeroom.grading.judge.session import Session


@dataclass(frozen=True)
class Reference:
    """An object on the student's side: its number, and the way to a part of it."""

    number: int
    path: str = ""

    def as_json(self) -> dict[str, Any]:
        """The keys by which a request names it."""
        return {"object": self.number, "path": self.path}


@dataclass(frozen=True)
class Link:
    """Ties a stand-in to what it stands for; ``root`` is the network that a part belongs to."""

    session: Session
    reference: Reference
    root: Any = None


def link_of(value: Any) -> Link | None:
    """The link of a stand-in; None for anything else."""
    try:
        found = object.__getattribute__(value, "_homeroom_link")
    except AttributeError:
        return None
    return found if type(found) is Link else None
