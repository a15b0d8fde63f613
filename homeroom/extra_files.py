"""Which files beside a notebook go along with it, and which would do harm or stand in the way.

Students hand in pictures, tables, checkpoints, and modules of their own. A file that would take
the place of a module of the course, of Python or of a package, or that Python or a test tool
loads by itself, is never taken.
"""

from __future__ import annotations

import contextlib
import os
import sys
import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import cache
from importlib import metadata
from pathlib import Path

LOADED_UNASKED = frozenset(
    ("sitecustomize", "usercustomize", "conftest", "nbgrader_config", "jupyter_config")
)
COURSES_OWN = frozenset(("helpers", "homeroom"))
CODE = (".so", ".pyd", ".dll", ".dylib", ".pyc", ".pyo", ".egg-link")
PATHS = ".pth"
# How weights that torch has saved begin: a zip archive or, before torch 1.6, a pickle.
WEIGHTS = (b"PK\x03\x04", b"\x80")
NO_CHARACTERS = frozenset(("Cc", "Cs", "Zl", "Zp"))
TURN_TEXT = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
EVERY_KIND = ("*",)


def why_not(path: Path, folder: Path, allowed: Iterable[str] = EVERY_KIND) -> str:
    """Say why a file does not go along with its notebook; nothing if it does.

    Parameters
    ----------
    path, folder : pathlib.Path
        The file, and the notebook's folder.
    allowed : iterable of str
        Patterns, one of which the file's name must match.

    Examples
    --------
    >>> here = Path("submitted/ada/hw01")
    >>> why_not(here / "layers.py", here), why_not(here / "pictures/loss.png", here)
    ('', '')
    >>> why_not(here / "torch/__init__.py", here)
    'it would take the place of the module torch'
    """
    relative = path.relative_to(folder)
    name, first = relative.as_posix(), relative.parts[0].split(".")[0]
    if is_odd(name) or "\\" in name:
        return "its name holds characters that do not belong in a name"
    if path.suffix == PATHS and not _holds_weights(path):
        return "Python would take folders to load from out of it"
    if path.name.endswith(CODE):
        return "it is compiled code"
    if first in LOADED_UNASKED:
        return "it would be loaded without anyone asking for it"
    holds_code = path.suffix == ".py"
    if first in COURSES_OWN or holds_code and first in _modules():
        return f"it would take the place of the module {first}"
    if not any(fnmatch(path.name.lower(), pattern) for pattern in allowed):
        return "files of this kind are not asked for"
    return ""


def is_odd(name: str) -> bool:
    r"""Whether a name holds characters that belong in none.

    Controls, ends of line, broken text, and what turns the direction of text round.

    >>> is_odd("a\x1b[2J.png"), is_odd("Bildschirmfoto 3.14\u202fPM.png")
    (True, False)
    """
    return any(
        unicodedata.category(letter) in NO_CHARACTERS
        or unicodedata.bidirectional(letter) in TURN_TEXT
        for letter in name
    )


def _holds_weights(path: Path) -> bool:
    """Whether a ``.pth`` holds weights; to Python the name means a list of folders."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(4).startswith(WEIGHTS)
    return False


@cache
def _modules() -> frozenset[str]:
    """Names of the modules of Python and of all that is installed."""
    return frozenset(sys.stdlib_module_names) | frozenset(metadata.packages_distributions())
