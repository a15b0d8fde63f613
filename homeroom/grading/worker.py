"""Grade one submission in a worker: bytes in, bytes out, with nbgrader's own converters."""

from __future__ import annotations

import atexit
import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import is_grade, is_solution, is_task
from traitlets.utils.importstring import import_item

from homeroom.conversion_log import ConversionLog
from homeroom.grading.job import Graded, GradedNotebook, Job
from homeroom.grading.scratch import ScratchCourse
from homeroom.grading.shortcuts import rows_by_name
from homeroom.notebooks import (
    NotebookError,
    cell_seconds,
    homeroom_metadata,
    nbgrader_cells,
    read_notebook,
)

# Files that student code wrote beside the notebook: what is kept of them.
FILE_BYTES, FILES_BYTES = 20_000_000, 100_000_000

_courses: dict[str, ScratchCourse] = {}


def grade_parcel(parcel: bytes) -> bytes:
    """Grade a `Job` and give a `Graded`, both as bytes: what an executor runs."""
    return grade(Job.from_bytes(parcel)).to_bytes()


def grade(job: Job) -> Graded:
    """Grade a submission; whatever goes wrong is told in the result."""
    started, processor = time.perf_counter(), time.process_time()

    def done(**found: Any) -> Graded:
        took = time.perf_counter() - started, time.process_time() - processor
        return Graded(job.student, seconds=took[0], cpu_seconds=took[1], **found)

    try:
        scratch = _scratch_course(job)
        with scratch.submission(job.student, job.files) as graded_folder:
            failure = _convert(scratch, job.student)
            if failure:
                return done(failure=failure)
            notebooks = dict(_read(scratch, job.student, graded_folder))
            files, left_out = _collect(graded_folder, {f"{name}.ipynb" for name in notebooks})
            return done(notebooks=notebooks, files=files, left_out=left_out)
    except (OSError, NotebookError) as error:  # the disk is full, for instance
        return done(failure=f"{type(error).__name__}: {error}")


def close() -> None:
    """Remove the scratch courses of this process."""
    while _courses:
        _courses.popitem()[1].close()


atexit.register(close)  # a Dask worker ends without calling it


def _scratch_course(job: Job) -> ScratchCourse:
    """Make the scratch course of the job's assignment, or take the one that is there."""
    key = job.assignment.key
    if key not in _courses:
        close()
        _courses[key] = ScratchCourse(job.assignment)
    return _courses[key]


def _convert(scratch: ScratchCourse, student: str) -> str:
    """Let nbgrader sanitise, run and judge the submission; give the reason if it cannot."""
    course, log = scratch.course, ConversionLog()
    directory = course.nbgrader_coursedir(
        assignment_id=scratch.assignment.name, student_id=student, log=log.logger
    )
    converter = Autograde(coursedir=directory, log=log.logger, config=course.config)
    converter.force = True
    # Penalties depend on what a person entered, so they are given where the gradebook is.
    converter.autograde_preprocessors = [
        part for part in converter.autograde_preprocessors if not is_a(part, AssignLatePenalties)
    ]
    try:
        converter.start()
    except NbGraderException:
        return log.reason().replace(f"{scratch.root}/", "")
    return ""


def is_a(preprocessor: Any, kind: type) -> bool:
    """Whether a preprocessor, given as a class or by its name, is of this kind.

    >>> is_a("nbgrader.preprocessors.AssignLatePenalties", AssignLatePenalties)
    True
    """
    found = import_item(preprocessor) if isinstance(preprocessor, str) else preprocessor
    return isinstance(found, type) and issubclass(found, kind)


def _read(
    scratch: ScratchCourse, student: str, folder: Path
) -> Iterator[tuple[str, GradedNotebook]]:
    """Read what came out for each notebook.

    nbgrader changes only the rows of cells that it met in the notebook; so do we.
    """
    with Gradebook(scratch.course.db_url) as gradebook:
        submission = gradebook.find_submission(scratch.assignment.name, student)
        for row in submission.notebooks:
            path = folder / f"{row.name}.ipynb"
            if path.is_file():
                yield row.name, _graded(gradebook, row, read_notebook(path))


def _graded(gradebook: Gradebook, row: SubmittedNotebook, nb: NotebookNode) -> GradedNotebook:
    grades = rows_by_name(gradebook, Grade, row.id)
    comments = rows_by_name(gradebook, Comment, row.id)
    met = list(nbgrader_cells(nb))
    return GradedNotebook(
        _only(grades, "auto_score", (c for c in met if is_grade(c))),
        _only(
            comments, "auto_comment", (cell for cell in met if is_solution(cell) or is_task(cell))
        ),
        dict(cell_seconds(nb)),
        homeroom_metadata(nb),
    )


def _only(rows: dict[str, Any], column: str, cells: Iterable[NotebookNode]) -> dict[str, Any]:
    names = (cell.metadata.nbgrader.grade_id for cell in cells)
    return {name: getattr(rows[name], column) for name in names if name in rows}


def _collect(folder: Path, notebooks: set[str]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Read the graded copy; of what the student's code wrote, only what is not too large.

    Links are not followed: student code can make them.
    """
    files: dict[str, bytes] = {}
    left_out = []
    total = 0
    for path in sorted(folder.rglob("*")):
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            continue
        name = path.relative_to(folder).as_posix()
        if name not in notebooks:
            total += found.st_size
            if found.st_size > FILE_BYTES or total > FILES_BYTES or "\\" in name:
                total -= found.st_size
                left_out.append(name)
                continue
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            files[name] = file.read()
    return files, tuple(left_out)
