"""Given cells at the beginning of a notebook, run once for many kernels.

The first cells of a homework import, load data and draw a picture, the same in every submission.
A fork of the template, the branch, runs them and then serves as a template itself: its kernels
begin behind these cells. Only the instructor's code runs in a branch, and a prelude that leaves
more behind than names in memory (files, threads, processes) is refused: kernels are then forked
from the template and run every cell themselves.
"""

from __future__ import annotations

import ast
import gc
import hashlib
import json
import linecache
import os
import random
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from homeroom.kernels.places import Places, set_environment

LARGEST = 4_000_000


class PreludeError(Exception):
    """A prelude has to be run by every kernel itself; the message says why."""


@dataclass(frozen=True)
class Prelude:
    """What a branch runs.

    Attributes
    ----------
    cells : tuple of str
        Their sources, plain Python.
    seed : str
        Seeds NumPy, torch and Python before the first.
    environment : tuple of (str, str)
        Environment variables, sorted.
    """

    cells: tuple[str, ...]
    seed: str
    environment: tuple[tuple[str, str], ...]

    def to_bytes(self) -> bytes:
        """Give the form in which it is sent.

        Examples
        --------
        >>> one = Prelude(("import torch",), "a digest", (("LANG", "C.UTF-8"),))
        >>> Prelude.of(one.to_bytes()) == one
        True
        """
        return json.dumps([self.cells, self.seed, self.environment]).encode()

    @classmethod
    def of(cls, text: bytes) -> Prelude:
        """Read what `to_bytes` gave."""
        cells, seed_, environment = json.loads(text)
        return cls(tuple(cells), seed_, tuple((name, value) for name, value in environment))


@dataclass(frozen=True)
class Ran:
    """What a branch has run: the names it bound, and the cells that bound them.

    Python seeds its random numbers anew in every fork, so their state is kept as well.
    """

    names: dict[str, Any]
    cells: tuple[str, ...]
    random_state: Any


ran: Ran | None = None
"""In a branch and the kernels forked from it."""


def read(file: int) -> bytes:
    """Read a prelude from a file that others may be reading too."""
    return os.pread(file, LARGEST, 0)


def digest(text: bytes) -> str:
    """Name a prelude."""
    return hashlib.sha256(text).hexdigest()


def is_plain(source: str) -> bool:
    """Whether a cell is Python that needs no shell around it.

    Examples
    --------
    >>> is_plain("import torch"), is_plain("%matplotlib inline"), is_plain("get_ipython()")
    (True, False, False)
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return False
    return not any(
        isinstance(node, ast.Name) and node.id in ("get_ipython", "In", "Out", "_", "input")
        for node in ast.walk(tree)
    )


def run(text: bytes, places: Places) -> None:
    """Run a prelude in this process, which is a fork of the template.

    Raises
    ------
    PreludeError
        If it fails, or leaves behind what a fork does not take over.
    """
    from homeroom.kernels.seeds import seed  # imports torch, which workers do without

    global ran
    prelude = Prelude.of(text)
    set_environment(dict(prelude.environment), places)
    before = _surroundings(places)
    seed(prelude.seed)
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    for number, source in enumerate(prelude.cells, 1):
        _run_cell(source, f"<given cell {number}>", vars(module))
    _check(before, _surroundings(places))
    gc.collect()
    gc.freeze()
    ran = Ran(vars(module), prelude.cells, random.getstate())


def _run_cell(source: str, name: str, names: dict[str, Any]) -> None:
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    try:
        exec(compile(source, name, "exec"), names)
    except BaseException as error:
        raise PreludeError(f"{name}: {traceback.format_exception_only(error)[-1]}") from error
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")  # as a notebook does behind every cell


def _surroundings(places: Places) -> Mapping[str, Sequence[str]]:
    """List what lies outside of this process's memory."""
    own = Path("/proc/self")
    return {
        "files": sorted(
            str(path)
            for folder in (places.home, places.temporary)
            for path in Path(folder).rglob("*")
        ),
        "open files": sorted(entry.name for entry in (own / "fd").iterdir()),
        "threads": sorted(entry.name for entry in (own / "task").iterdir()),
        "processes": (own / "task" / str(os.getpid()) / "children").read_text().split(),
    }


def _check(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> None:
    for what, found in after.items():
        if list(found) != list(before[what]):
            raise PreludeError(f"it leaves {what} behind")
