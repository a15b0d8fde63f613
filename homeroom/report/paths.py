"""Paths of the machine that graded, in text for students."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import homeroom

PART = r"[\w.+@$~-]+"
START = r"(?<![\w.:/\\<~-])"
# Everything before the part of a library's path that is the same on every machine.
LIBRARY = re.compile(
    rf"{START}(?:~|[A-Za-z]:)?(?:[/\\]{PART})*[/\\]"
    r"(?:(?:site|dist)-packages|lib[/\\]python3\.\d+)[/\\]"
)
ABSOLUTE = re.compile(rf"{START}(?:~|[A-Za-z]:)?[/\\](?:{PART}[/\\])+(?P<name>(?:{PART})?)")


def places_of_this_machine(course: Path | None = None) -> list[Path]:
    """List the folders whose names say something of this machine or its user."""
    package = Path(homeroom.__file__).resolve().parents[1]
    known = [Path.home(), Path(sys.prefix), Path(tempfile.gettempdir()), package, Path.cwd()]
    return known + ([course] if course else [])


def without_paths(text: str, places: Iterable[Path] = ()) -> str:
    """Shorten absolute paths to what says something to a student.

    `…/site-packages/torch/nn/functional.py` becomes `torch/nn/functional.py`; of any other only
    the part below a known place, or the file's name, is left.

    >>> without_paths("File /opt/env/lib/python3.12/site-packages/torch/nn/functional.py:9")
    'File torch/nn/functional.py:9'
    >>> without_paths("in /home/ada/course/x.py, see https://pytorch.org/docs/stable")
    'in …/x.py, see https://pytorch.org/docs/stable'
    """
    while (shorter := LIBRARY.sub("", text)) != text:
        text = shorter
    for place in sorted({str(p) for p in places}, key=len, reverse=True):
        if len(place) > len(os.path.abspath(os.sep)):  # noqa: PTH100 - the root of the drive
            text = re.sub(rf"{START}{re.escape(place)}[/\\]", "", text)
            text = re.sub(rf"{START}{re.escape(place)}(?![\w-])", "…", text)
    return ABSOLUTE.sub(lambda found: f"…/{found['name']}", text)
