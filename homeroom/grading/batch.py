"""Grade a homework of a whole class with nbgrader's own autograder, one after another."""

from __future__ import annotations

import glob
import hashlib
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from homeroom.conversion_log import ConversionLog
from homeroom.course import Course
from homeroom.grading import gradebook
from homeroom.grading.intake import Finding, Submission, inspect


@dataclass
class BatchResult:
    """What a batch did; the fields are the keys of ``homeroom autograde --json``.

    Attributes
    ----------
    graded, unchanged, failed, flagged : list of str
        Student ids: graded now; graded before and not changed since; not gradable or broken off;
        graded, but with something that a person should look at.
    findings : list of Finding
        One line each for what is wrong with a file, and the remedy.
    scores : dict
        ``{student: {notebook: {grade_id: points or None}}}``; None waits for a person.
    seconds : float
        Wall time of the batch.
    slowest_cells : list of dict
        The slowest cells of the batch: student, notebook, grade_id, seconds.
    """

    graded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    scores: dict[str, dict[str, dict[str, float | None]]] = field(default_factory=dict)
    seconds: float = 0.0
    slowest_cells: list[dict] = field(default_factory=list)

    @property
    def seconds_per_submission(self) -> float | None:
        """Mean wall time of a submission graded now; None where none was."""
        return self.seconds / len(self.graded) if self.graded else None


def autograde(
    course: Course,
    assignment: str,
    *,
    students: Iterable[str] | None = None,
    force: bool = False,
    on_start: Callable[[int], None] = lambda total: None,
    on_done: Callable[[str], None] = lambda student: None,
) -> BatchResult:
    """Grade every submission of an assignment that is new or has changed.

    Parameters
    ----------
    course : Course
    assignment : str
        Name of the homework; it must have been generated.
    students : iterable of str, optional
        Only these students.
    force : bool
        Grade again what has not changed.
    on_start, on_done : callable
        Called with the number of submissions to grade, and after each with the student's id.

    Returns
    -------
    BatchResult
    """
    started = time.perf_counter()
    result = BatchResult()
    wanted = set(students) if students is not None else None
    submissions = [s for s in inspect(course, assignment) if wanted is None or s.student in wanted]
    result.findings = [finding for submission in submissions for finding in submission.findings]
    result.failed = [s.student for s in submissions if not s.gradable]

    todo = []
    for submission in filter(lambda s: s.gradable, submissions):
        if not force and _digest(course, assignment, submission) == _recorded(
            course, assignment, submission
        ):
            result.unchanged.append(submission.student)
        else:
            todo.append(submission)
    on_start(len(todo))
    if todo:
        gradebook.copy_aside(course)
    for submission in todo:
        failure = _grade_one(course, assignment, submission)
        if failure is None:
            result.graded.append(submission.student)
            if submission.findings:
                result.flagged.append(submission.student)
        else:
            result.failed.append(submission.student)
            result.findings.append(failure)
        on_done(submission.student)
    all_scores = gradebook.scores(course, assignment)
    known = {*result.graded, *result.unchanged}
    result.scores = {student: table for student, table in all_scores.items() if student in known}
    result.seconds = time.perf_counter() - started
    result.slowest_cells = _slowest_cells(course, assignment, result.graded)
    return result


def _grade_one(course: Course, assignment: str, submission: Submission) -> Finding | None:
    """Grade one submission; what went wrong, or None."""
    log = ConversionLog()
    record = _record_path(course, assignment, submission.student)
    record.unlink(missing_ok=True)  # after a kill in the middle the submission counts as not graded
    digest = _digest(course, assignment, submission)
    ignored = [*course.coursedir.ignore, *map(glob.escape, sorted(submission.left_out))]
    converter = Autograde(
        coursedir=course.nbgrader_coursedir(
            assignment_id=assignment, student_id=submission.student, ignore=ignored
        ),
        log=log.logger,
        config=course.config,
    )
    converter.force = True
    try:
        converter.start()
    except NbGraderException:
        where = str(submission.folder.relative_to(course.root))
        return Finding(
            submission.student,
            where,
            f"nbgrader could not grade it: {log.reason()}",
            f"for the whole story: nbgrader autograde {assignment} "
            f"--student={submission.student} --force",
            fatal=True,
        )
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps({"digest": digest}), encoding="utf-8")
    return None


def _record_path(course: Course, assignment: str, student: str) -> Path:
    # nbgrader's glob autograded/*/hw01 does not see a folder that begins with a dot.
    folder = course.root / course.coursedir.autograded_directory / ".homeroom"
    return folder / assignment / f"{student}.json"


def _recorded(course: Course, assignment: str, submission: Submission) -> str | None:
    path = _record_path(course, assignment, submission.student)
    if not course.autograded_path(submission.student, assignment).is_dir():
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))["digest"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digest(course: Course, assignment: str, submission: Submission) -> str:
    """Digest of what a verdict depends on: the files handed in, the instructor's notebooks."""
    digest = hashlib.sha256()
    for folder in (submission.folder, course.source_path(assignment)):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
            digest.update(str(path.relative_to(folder)).encode() + b"\0")
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _slowest_cells(
    course: Course, assignment: str, students: list[str], count: int = 5
) -> list[dict]:
    """The slowest cells of the graded notebooks, by the times that the kernel's messages carry."""
    from homeroom.notebooks import cell_seconds, read_notebook

    rows: list[dict[str, Any]] = []
    for student in students:
        for path in sorted(course.autograded_path(student, assignment).glob("*.ipynb")):
            for grade_id, seconds in cell_seconds(read_notebook(path)):
                rows.append(
                    {
                        "student": student,
                        "notebook": path.stem,
                        "grade_id": grade_id,
                        "seconds": seconds,
                    }
                )
    return sorted(rows, key=lambda row: -row["seconds"])[:count]
