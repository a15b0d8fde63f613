"""Look at what was handed in before anything runs: what can be graded, and what to say of the rest.

Nothing is changed here. Each finding names the file, what was found and what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from homeroom.course import Course
from homeroom.extra_files import EVERY_KIND, why_not
from homeroom.notebooks import NotebookError, grade_ids, read_notebook

LARGE_FILE = 10_000_000  # bytes; a finished homework with its pictures is under one million
LARGE_NOTEBOOK = 50_000_000
_STUDENT_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]*")


@dataclass(frozen=True)
class Finding:
    """Something about a submission that a person should know.

    Attributes
    ----------
    student : str
        The folder's name under ``submitted/``.
    file : str
        The file or folder, relative to the course.
    found, remedy : str
        What is the matter, and what to do about it.
    fatal : bool
        Whether the submission cannot be graded because of it.
    """

    student: str
    file: str
    found: str
    remedy: str
    fatal: bool


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one homework, and what is to be said of it.

    `left_out` are the files, by name below the folder, that do not go into the graded copy.
    """

    student: str
    folder: Path
    findings: tuple[Finding, ...] = ()
    left_out: frozenset[str] = frozenset()

    @property
    def gradable(self) -> bool:
        """Whether nothing fatal was found."""
        return not any(finding.fatal for finding in self.findings)


@dataclass
class _Inspector:
    """Collects the findings on one submission."""

    course: Course
    assignment: str
    student: str
    findings: list[Finding] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def say(self, path: Path, found: str, remedy: str, *, fatal: bool) -> None:
        file = str(path.relative_to(self.course.root))
        self.findings.append(Finding(self.student, file, found, remedy, fatal))


def inspect(course: Course, assignment: str) -> list[Submission]:
    """Every submission of an assignment, sorted by student, with its findings.

    Parameters
    ----------
    course : Course
    assignment : str
        Name of the homework, for instance ``"hw01"``.
    """
    released = {
        name: read_notebook(course.source_path(assignment, name))
        for name in course.notebooks(assignment)
    }
    submissions = []
    submitted = course.root / course.coursedir.submitted_directory
    for home in sorted(path for path in submitted.glob("*") if path.is_dir()):
        inspector = _Inspector(course, assignment, home.name)
        folder = home / assignment
        if _check_student_id(inspector, home) and _check_folder(inspector, home, folder):
            _check_notebooks(inspector, folder, released)
            _check_other_files(inspector, folder)
        if folder.is_dir() or inspector.findings:
            submissions.append(
                Submission(
                    home.name,
                    folder,
                    tuple(inspector.findings),
                    frozenset(inspector.left_out),
                )
            )
    return submissions


def _check_student_id(inspector: _Inspector, home: Path) -> bool:
    name = home.name
    if _STUDENT_ID.fullmatch(name) and ".." not in name:
        return True
    better = (
        re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9_.@+-]+", "_", name)).strip("._") or "STUDENT"
    )
    inspector.say(
        home,
        f"the student id {name!r} has characters that do not belong in an id",
        f"rename the folder, for instance to {better!r} "
        "(letters, digits, . _ - @ +; no spaces, no '..')",
        fatal=True,
    )
    return False


def _check_folder(inspector: _Inspector, home: Path, folder: Path) -> bool:
    if folder.is_dir():
        return True
    stray = sorted(home.glob("*.ipynb"))
    if stray:
        inspector.say(
            stray[0],
            "the notebook lies directly in the student's folder",
            f"move it into {folder.relative_to(inspector.course.root)}/",
            fatal=True,
        )
    return False


def _check_notebooks(
    inspector: _Inspector, folder: Path, released: dict[str, NotebookNode]
) -> None:
    others = {path for path in folder.glob("*.ipynb") if path.stem not in released}
    for name, original in released.items():
        path = folder / f"{name}.ipynb"
        if path.is_file():
            _check_notebook(inspector, path, original)
        elif others:
            _check_misnamed(inspector, path, sorted(others), original)
        else:
            inspector.say(
                folder,
                f"{path.name} is missing",
                "ask the student for the notebook; questions in it count zero until then",
                # With one of several notebooks present the rest can still be graded.
                fatal=len(released) == 1 or not any(folder.glob("*.ipynb")),
            )


def _check_misnamed(
    inspector: _Inspector, wanted: Path, others: list[Path], original: NotebookNode
) -> None:
    expected = set(grade_ids(original))
    for other in others:
        try:
            if expected & set(grade_ids(read_notebook(other))):
                inspector.say(
                    other,
                    f"wrong file name: this is {wanted.name} under another name",
                    f"rename it to {wanted.name}",
                    fatal=True,
                )
                return
        except NotebookError:
            continue
    inspector.say(
        others[0],
        f"wrong file: expected {wanted.name}, and none of its questions are in {others[0].name}",
        f"ask the student for {wanted.name}",
        fatal=True,
    )


def _check_notebook(inspector: _Inspector, path: Path, original: NotebookNode) -> None:
    size = path.stat().st_size
    if size > LARGE_NOTEBOOK:
        inspector.say(
            path,
            f"the notebook has {size / 1e6:.0f} MB",
            "ask the student to clear the outputs that are too large and hand in again",
            fatal=True,
        )
        return
    try:
        found = grade_ids(read_notebook(path))
    except NotebookError as error:
        inspector.say(path, error.found, error.remedy, fatal=True)
        return
    expected = grade_ids(original)
    if foreign := _foreign(inspector, found, expected):
        inspector.say(path, *foreign, fatal=True)
        return
    doubled = sorted(name for name, times in Counter(found).items() if times > 1)
    if doubled:
        inspector.say(
            path,
            f"copied cells: {', '.join(doubled)} more than once",
            "delete the copies (nbgrader stops at a second cell of the same id)",
            fatal=True,
        )
    missing = [name for name in expected if name not in found]
    if missing:
        inspector.say(
            path,
            f"missing cells: {', '.join(missing)}",
            "the rest is graded; ask the student for a copy with these cells",
            fatal=False,
        )


def _foreign(
    inspector: _Inspector, found: list[str], expected: list[str]
) -> tuple[str, str] | None:
    """What to say of a notebook that is not the released one; None where it is."""
    if not found:
        return (
            "no cell of it belongs to a question (nbgrader's cell metadata are gone)",
            "ask for the file as saved by Jupyter or Colab, not one rebuilt from another format",
        )
    shared = len(set(found) & set(expected))
    if shared > len(expected) / 2:
        return None
    # Homeworks have a few names in common, such as `imports`; a notebook belongs to the one that
    # has most of its cells.
    best, most = "", shared
    for other in inspector.course.assignments():
        if other == inspector.assignment:
            continue
        for name in inspector.course.notebooks(other):
            source = read_notebook(inspector.course.source_path(other, name))
            overlap = len(set(found) & set(grade_ids(source)))
            if overlap > most:
                best, most = other, overlap
    if shared and not best:
        return None
    whose = f"the file belongs to {best or 'another homework'}"
    return whose, f"ask the student for the notebook of {inspector.assignment}"


def _is_litter(relative: Path) -> bool:
    """Whether a file is one that systems and editors leave behind; none goes into a box."""
    return any(part.startswith((".", "__pycache__")) for part in relative.parts)


def _check_other_files(inspector: _Inspector, folder: Path) -> None:
    settings = inspector.course.config.get("ExtraFiles", {}).get("allowed", {})
    allowed = settings.get(inspector.assignment, EVERY_KIND)
    told: set[str] = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            inspector.say(
                path, "a link, not a file", "remove it; links are not followed", fatal=True
            )
        elif not (path.is_file() or path.is_dir()):
            inspector.say(path, "no plain file", "nothing to do: it is left out", fatal=False)
        elif path.is_dir() or path.suffix == ".ipynb" or _is_litter(path.relative_to(folder)):
            continue
        elif reason := why_not(path, folder, allowed):
            inspector.left_out.add(name)
            if reason in told:
                continue  # a whole package by the name of another is told once
            told.add(reason)
            inspector.say(
                path,
                f"the file {name!r} is left out: {reason}",
                "nothing to do, unless the answers need it: then ask for it by another name, or "
                "allow it (c.ExtraFiles.allowed)",
                fatal=False,
            )
        elif path.stat().st_size > LARGE_FILE:
            inspector.left_out.add(name)
            inspector.say(
                path,
                f"an extra file of {path.stat().st_size / 1e6:.0f} MB",
                "nothing to do: it stays where it is and is left out of the graded copy",
                fatal=False,
            )
