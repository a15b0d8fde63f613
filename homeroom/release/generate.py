"""Make the students' version of an assignment without ever leaving release/ half done.

nbgrader deletes release/hwNN before it converts anything. So nbgrader's own converter first works
in a scratch course; what it made there is checked and only then put in the place of the old one.
"""

from __future__ import annotations

import copy
import filecmp
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from homeroom.conversion_log import ConversionLog
from homeroom.course import Course
from homeroom.errors import HomeroomError
from homeroom.notebooks import read_notebook
from homeroom.release.leaks import leaks_of_text, public_text, region_flaws, secret_lines

# What nbgrader's own --no-db sets.
NO_DATABASE = Config(SaveCells={"enabled": False}, GenerateAssignment={"no_database": True})


class GenerateError(HomeroomError):
    """nbgrader could not make the release, or what it made must not be released."""


@dataclass(frozen=True)
class Generated:
    """What a generation did to release/: names of files, relative to the assignment's folder."""

    assignment: str
    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether release/ already held exactly this."""
        return not (self.changed or self.added or self.removed)


def generate(course: Course, assignment: str) -> Generated:
    """Generate an assignment: release/ is replaced as a whole, the gradebook brought up to date.

    Raises
    ------
    GenerateError
        With what nbgrader or the leak check said. release/ and the gradebook are as before,
        or, if the gradebook refused the change, release/ is.
    """
    with rehearsal(course, assignment) as made:
        outcome = compare(assignment, course.release_path(assignment), made)
        _register(course, assignment)
        _swap(made, course.release_path(assignment))
    return outcome


def check(course: Course, assignment: str) -> Generated:
    """Say how release/ differs from what `generate` would make; change nothing."""
    with rehearsal(course, assignment) as made:
        return compare(assignment, course.release_path(assignment), made)


@contextmanager
def rehearsal(course: Course, assignment: str) -> Iterator[Path]:
    """Generate the assignment in a scratch course and give the folder that came out."""
    sources = read_sources(course, assignment)
    with tempfile.TemporaryDirectory(prefix="homeroom-generate-") as folder:
        scratch = course.scratch_copy(Path(folder) / "course")
        try:
            _run_nbgrader(
                scratch, scratch.nbgrader_coursedir(assignment_id=assignment), NO_DATABASE
            )
        except GenerateError as error:  # it names files of the scratch course
            raise GenerateError(str(error).replace(str(scratch.root), str(course.root))) from None
        made = scratch.release_path(assignment)
        check_other_files(assignment, sources.values(), made)
        yield made


def read_sources(course: Course, assignment: str) -> dict[Path, NotebookNode]:
    """Read an assignment's notebooks; raise if a BEGIN or END line stands alone.

    nbgrader finds these too, but does not say in which cell.
    """
    course.check_assignment(assignment)
    names = course.notebooks(assignment)
    paths = [course.source_path(assignment, name) for name in names]
    sources = {path: read_notebook(path) for path in paths}
    flaws = [f"{path}: {flaw}" for path, nb in sources.items() for flaw in region_flaws(nb)]
    if flaws:
        raise GenerateError(
            f"{assignment} could not be generated; release/ is unchanged.\n" + "\n".join(flaws)
        )
    return sources


def check_other_files(assignment: str, sources: Collection[NotebookNode], made: Path) -> None:
    """Raise if a file beside the notebooks gives away what the notebooks hide.

    nbgrader copies every other file of source/hwNN as it is.
    """
    secrets = [secret for nb in sources for secret in secret_lines(nb)]
    known = "\n".join(map(public_text, sources))
    found = []
    for path in sorted(p for p in made.rglob("*") if p.is_file() and p.suffix != ".ipynb"):
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [
            f"{path.relative_to(made)}: {leak}" for leak in leaks_of_text(text, secrets, known)
        ]
    if found:
        raise GenerateError(
            f"{assignment} cannot be released; move these files out of source/{assignment}, "
            "nbgrader copies every file there to the students:\n  " + "\n  ".join(found)
        )


def _register(course: Course, assignment: str) -> None:
    """Let nbgrader record the assignment in the course's own gradebook.

    The files go aside once more: they are the same, and release/ is left to `_swap`.
    """
    with tempfile.TemporaryDirectory(prefix="homeroom-generate-") as aside:
        _run_nbgrader(
            course,
            course.nbgrader_coursedir(assignment_id=assignment, release_directory=aside),
        )


def _run_nbgrader(
    course: Course, coursedir: CourseDirectory, settings: Config | None = None
) -> None:
    log = ConversionLog()
    coursedir.log = log.logger
    config = copy.deepcopy(course.config)
    config.merge(settings or Config())
    converter = GenerateAssignment(coursedir=coursedir, config=config, log=log.logger)
    converter.force = True
    try:
        converter.start()
    except NbGraderException:
        raise GenerateError(
            f"{coursedir.assignment_id} could not be generated; release/ is unchanged.\n"
            f"{log.reason()}"
        ) from None


def compare(assignment: str, old: Path, new: Path) -> Generated:
    """Compare two folders file by file, byte by byte."""
    before, after = _files(old), _files(new)
    changed = sorted(
        name for name in before & after if not filecmp.cmp(old / name, new / name, shallow=False)
    )
    return Generated(
        assignment, tuple(changed), tuple(sorted(after - before)), tuple(sorted(before - after))
    )


def _files(folder: Path) -> set[str]:
    paths = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return {p.as_posix() for p in paths if ".ipynb_checkpoints" not in p.parts}


def _swap(new: Path, place: Path) -> None:
    """Put the folder `new` at `place`; the old one stays until the new one is there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as aside:
        arriving, leaving = Path(aside) / "new", Path(aside) / "old"
        shutil.copytree(new, arriving)
        if place.exists():
            place.rename(leaving)
        try:
            arriving.rename(place)
        except BaseException:
            if leaving.exists():
                leaving.rename(place)
            raise
