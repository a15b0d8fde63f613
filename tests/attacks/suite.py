"""Reads the attacks: one small file each, ``KIND/NAME.attack``."""

import ast
import copy
import io
import os
import re
import socket
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from homework import NAME, answers_of, notebook_of

from homeroom.notebooks import read_notebook

FOLDER = Path(__file__).parent
DOWNLOADS = Path("downloaded") / NAME / "archive"
# The student is the first folder below; what an archive holds has no say in it.
COLLECTED = r".*?/extracted/(?P<student_id>[^/]+)/(?:.*/)?(?P<file_id>[^/]+)\.ipynb$"
ZIP_COLLECT = ["zip_collect", NAME, f"--FileNameCollectorPlugin.named_regexp={COLLECTED}"]
_LINES = re.compile(r"^# (seeks|answers|reads|expected): (\w+)$", re.M)
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
        Hands the notebook in as an archive: called with the folder of downloads, the name that
        the archive is to have but for its ending, and the notebook's bytes.
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
    pack: Callable[[Path, str, bytes], None] | None

    @property
    def student(self) -> str:
        """Name of the student who hands it in."""
        return f"attacker_{self.kind}_{self.name}"

    @property
    def notebook(self) -> str:
        """Name of the notebook that is handed in."""
        return notebook_of(self.question)

    def hand_in(self, released: Path, folder: Path, downloads: Path) -> None:
        """Write the submission, or the archive from which it is to be collected."""
        nb = read_notebook(released / f"{self.notebook}.ipynb")
        if self.source is not None:
            fill(nb, {self.question: self.source})
        text = self.mangle(nb) if self.mangle else None
        if self.pack:
            downloads.mkdir(parents=True, exist_ok=True)
            self.pack(downloads, self.student, nbformat.v4.writes(nb).encode())
            return
        folder.mkdir(parents=True)
        path = folder / f"{self.notebook}.ipynb"
        path.write_text(text if text is not None else nbformat.v4.writes(nb), encoding="utf-8")
        if self.beside:
            self.beside(folder)


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
        names |= {"io": io, "tarfile": tarfile, "zipfile": zipfile}
        names |= {"tests": tests, "graded": graded}
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


__all__ = ["NAME", "Attack", "fill", "hand_in_honestly", "read_attack", "read_attacks"]
