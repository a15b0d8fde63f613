"""What a fork of the template can become.

A request names a role; which function that is stands here and is never taken from a request. A
role's function gets the hand-over (a socket to whoever asked) and the places of the fork; it runs
behind the walls, in a process of its own, and when it returns the process ends.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from importlib import import_module

from homeroom.kernels.places import Places

Role = Callable[[socket.socket, Places], None]

ROLES = {
    "kernel": "homeroom.kernels.ipython:run",
    "judge": "homeroom.grading.judge.process:run",
}


def find(name: object) -> Role:
    """Look a role up.

    Raises
    ------
    ValueError
        If there is none of that name.

    Examples
    --------
    >>> find("os:system")
    Traceback (most recent call last):
    ValueError: no role 'os:system'; there is: kernel, judge
    """
    if not isinstance(name, str) or name not in ROLES:
        raise ValueError(f"no role {name!r}; there is: {', '.join(ROLES)}")
    module, function = ROLES[name].split(":")
    role: Role = getattr(import_module(module), function)
    return role


def load_all() -> None:
    """Import what every role needs, in the template, so that no fork has to."""
    for name in ROLES:
        find(name)
