"""Which environment a submission is graded in: what of it can change a verdict."""

from __future__ import annotations

import hashlib
import json
import platform
from functools import cache
from importlib import metadata

PACKAGES = (
    *("homeroom", "nbgrader", "nbconvert", "nbclient", "ipykernel"),
    *("torch", "torchvision", "numpy", "pandas", "matplotlib", "scikit-learn"),
)


@cache
def environment() -> dict[str, str]:
    """Name the versions of Python and of the packages that grading or homeworks use."""
    found = {"python": platform.python_version(), "machine": platform.machine()}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "missing"
    return found


def environment_digest(config_text: str) -> str:
    """Digest of the environment and of the course's settings."""
    text = json.dumps(environment(), sort_keys=True) + config_text
    return hashlib.sha256(text.encode()).hexdigest()


def differences(other: dict[str, str]) -> list[str]:
    """Say in which versions another machine differs from this one.

    >>> differences(environment() | {"numpy": "0.1"})  # doctest: +ELLIPSIS
    ['numpy 0.1 (here ...)']
    """
    here = environment()
    return [
        f"{name} {other.get(name, 'missing')} (here {version})"
        for name, version in here.items()
        if other.get(name) != version
    ]
