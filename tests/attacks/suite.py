"""Reads the attacks: one small file each, ``KIND/NAME.attack``."""

import ast
import copy
import io
import os
import re
import socket
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from homework import NAME, answers_of, notebook_of

from homeroom.notebooks import read_notebook

FOLDER = Path(__file__).parent
_LINES = re.compile(r"^# (seeks|answers|reads|expected|archive): ([\w.]+)$", re.M)
NEVER = "# never without a box"
SEEKS = ("points", "secrets", "harm")


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes
    ----------
    name, kind : str
    about : str
        The idea in a sentence.
    seeks : str
        "points" (more than the same answers earn honestly), "secrets" (to read what it must not)
        or "harm" (to others).
    question : str
        The answer cell that it fills.
    source : str or None
        What stands in that cell; None where it stays as released.
    expected : str
        The verdict that it should get here: "resisted", "flagged", or "either", where it depends
        on how busy the machine is.
    only_boxed : bool
        Whether it would harm the machine where there is no box.
    mangle, beside : callable or None
        Changes the notebook (or returns the file's text); puts files beside it.
    pack : callable or None
        Makes the archive that is handed in, from the notebook's bytes.
    archive : str
        How the archive's name ends.
    seen : callable or None
        Looks in the course, from outside, whether it worked; says what it found.
    """

    name: str
    kind: str
    about: str
    seeks: str
    question: str
    source: str | None
    expected: str
    only_boxed: bool
    reads_feedback: bool
    mangle: Callable[[Any], str | None] | None
    beside: Callable[[Path], None] | None
    pack: Callable[[Path, bytes], None] | None
    archive: str
    seen: Callable[[Path], str] | None

    @property
    def student(self) -> str:
        """Name of the student who hands it in."""
        return f"attacker_{self.kind}_{self.name}"

    @property
    def notebook(self) -> str:
        """Name of the notebook that is handed in."""
        return notebook_of(self.question)

    def hand_in(self, released: Path, folder: Path) -> None:
        """Write the submission."""
        folder.mkdir(parents=True)
        nb = read_notebook(released / f"{self.notebook}.ipynb")
        if self.source is not None:
            fill(nb, {self.question: self.source})
        text = self.mangle(nb) if self.mangle else None
        path = folder / f"{self.notebook}.ipynb"
        path.write_text(text if text is not None else nbformat.v4.writes(nb), encoding="utf-8")
        if self.beside:
            self.beside(folder)

    def pack_into(self, released: Path, folder: Path) -> None:
        """Write the archive that is handed in."""
        if self.pack:
            notebook = (released / f"{self.notebook}.ipynb").read_bytes()
            self.pack(folder / f"{self.student}.{self.archive}", notebook)


def fill(nb, answers: dict[str, str]) -> None:
    """Put answers into their cells."""
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell.source = answers[name]


def hand_in_honestly(released: Path, folder: Path, notebook: str, remark: str = "") -> None:
    """Write a submission with all the right answers."""
    folder.mkdir(parents=True, exist_ok=True)
    nb = read_notebook(released / f"{notebook}.ipynb")
    fill(nb, answers_of(notebook))
    if remark:
        nb.cells.append(nbformat.v4.new_markdown_cell(remark))
    (folder / f"{notebook}.ipynb").write_text(nbformat.v4.writes(nb), encoding="utf-8")


def read_attack(path: Path) -> Attack:
    """Read one file. Its code is only run here where it changes notebooks and files of ours."""
    text = path.read_text(encoding="utf-8")
    about = ast.get_docstring(ast.parse(text))
    lines = dict(_LINES.findall(text))
    if not about or lines.get("seeks") not in SEEKS:
        raise ValueError(f"{path}: a docstring, and a line '# seeks: {' | '.join(SEEKS)}'")
    names: dict[str, Any] = {}
    defined = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    source: str | None = text
    if defined & {"mangle", "beside", "pack"}:
        names = {"copy": copy, "nbformat": nbformat, "os": os, "socket": socket}
        names |= {"io": io, "struct": struct, "tarfile": tarfile, "zipfile": zipfile}
        names |= {"zlib": zlib, "tests": tests, "graded": graded, "add": add}
        exec(compile(text, str(path), "exec"), names)
        source = names.get("ANSWER")
    return Attack(
        path.stem,
        path.parent.name,
        about,
        lines["seeks"],
        lines.get("answers", "double"),
        source,
        lines.get("expected", "resisted"),
        NEVER in text.splitlines(),
        lines.get("reads") == "feedback",
        names.get("mangle"),
        names.get("beside"),
        names.get("pack"),
        lines.get("archive", "zip"),
        names.get("seen"),
    )


def read_attacks() -> list[Attack]:
    """All attacks, sorted by kind and name."""
    return [read_attack(path) for path in sorted(FOLDER.glob("*/*.attack"))]


def graded(nb) -> list:
    """The cells of a released notebook that earn points."""
    return [c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade")]


def tests(nb) -> list:
    """The autograded tests of a released notebook."""
    return [cell for cell in graded(nb) if not cell.metadata.nbgrader.solution]


def add(archive: tarfile.TarFile, name: str, data: bytes = b"", **fields: Any) -> None:
    """Add an entry of any kind to a tar archive."""
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for field, value in fields.items():
        setattr(info, field, value)
    archive.addfile(info, io.BytesIO(data))


__all__ = ["NAME", "Attack", "fill", "hand_in_honestly", "read_attack", "read_attacks"]
