"""What a test gets in its hands for the functions, classes and objects of a student."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from homeroom.grading.judge.framing import WireError
from homeroom.grading.judge.links import Link, Reference
from homeroom.grading.judge.mirror import make_mirror, refresh
from homeroom.grading.judge.session import Session


class StandIn:
    """Stands for an object on the student's side; asked, it asks there."""

    def __init__(self, link: Link) -> None:
        object.__setattr__(self, "_homeroom_link", link)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        link = object.__getattribute__(self, "_homeroom_link")
        return link.session.attribute(link.reference, name)

    def __setattr__(self, name: str, value: Any) -> None:
        raise TypeError(f"cannot set {name} here: set it in a fixture, with testing.probe")

    def __len__(self) -> int:
        link = object.__getattribute__(self, "_homeroom_link")
        found = link.session.length(link.reference)
        if type(found) is not int or found < 0:
            raise TypeError("its length is no whole number")
        return found

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: Any) -> Any:
        link = object.__getattribute__(self, "_homeroom_link")
        return link.session.item(link.reference, key)

    def __iter__(self) -> Iterator[Any]:
        link = object.__getattribute__(self, "_homeroom_link")
        found = link.session.items(link.reference)
        if type(found) is not list:
            raise TypeError("it cannot be gone through")
        return iter(found)

    def __repr__(self) -> str:
        return f"<the student's {type(self).__name__}>"


class CallableStandIn(StandIn):
    """Stands for a function, a class, or an object that can be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it on the student's side."""
        link = object.__getattribute__(self, "_homeroom_link")
        return link.session.call(link.reference, None, args, kwargs)


_KINDS = {"class": CallableStandIn, "callable": CallableStandIn, "object": StandIn}


def stand_in(
    session: Session, number: int, node: dict, buffers: list[bytes], known: Any = None
) -> Any:
    """Make what stands for an object, or bring the stand-in that is known up to date.

    Raises
    ------
    WireError
        If the description is not in the form.
    """
    if node.get("kind") == "network":
        if known is not None:
            refresh(known, node.get("structure"), buffers)
            return known
        return make_mirror(session, number, node, buffers)
    if known is not None:
        return known
    kind = _KINDS.get(str(node.get("kind")))
    if kind is None:
        raise WireError("an object of an unknown kind")
    # Messages of a test that name the type of what they found then name the student's.
    named = type(class_name(node), (kind,), {})
    return named(Link(session, Reference(number)))


def class_name(node: dict) -> str:
    """The name of a student's class, if it is one."""
    name = node.get("class", node.get("c"))
    return name if type(name) is str and re.fullmatch(r"[A-Za-z_]\w{0,79}", name) else "object"
