"""The one writer: graded submissions into the gradebook and into autograded/.

The gradebook gets one transaction per submission, made of nbgrader's own calls and of the same
changes that its `SaveAutoGrades` and `AssignLatePenalties` make; what a person entered stays.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import inspect
from sqlalchemy.orm import Session, joinedload

from homeroom.course import Course
from homeroom.grading.job import Graded
from homeroom.grading.transaction import TRY_AGAIN, Transactions, WriteError
from homeroom.grading.wire import write_files
from homeroom.grading.worker import is_a

DEFAULT_COURSE = "default_course"


@dataclass(frozen=True)
class Difference:
    """Automatic points that a regrading changes.

    `manual` says that a person's points count all the same.
    """

    student: str
    notebook: str
    grade_id: str
    before: float | None
    after: float | None
    manual: bool = False


class Writer:
    """Writes graded submissions of one assignment; use it as a context.

    Parameters
    ----------
    course : Course
    assignment : str
    patience : float
        Seconds to wait for a gradebook that another program holds.
    """

    def __init__(self, course: Course, assignment: str, patience: float = 30.0) -> None:
        self._course, self._assignment = course, assignment
        self._transactions = Transactions(course.db_url, course.course_id, patience)
        self._gradebook = self._transactions.gradebook
        self._converter = Autograde(coursedir=course.nbgrader_coursedir(), config=course.config)
        self._penalties = _penalties(self._converter)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._gradebook.close()

    def write(self, graded: Graded) -> None:
        """Write one graded submission.

        Raises
        ------
        WriteError
            If the disk or the gradebook does not take it.
        """
        halfway = False
        place = self._course.autograded_path(graded.student, self._assignment)
        arriving = place.with_name(f".{place.name}.arriving")
        try:
            _stage(arriving, graded.files)
            with self._transactions.hold():
                self._write_rows(graded)
            halfway = True
            _swap(arriving, place)
            self._converter.set_permissions(self._assignment, graded.student)
        except OSError as error:
            raise WriteError(
                f"autograded/ could not be written ({error.strerror or error})",
                f"make room on the disk, or make the folder writable; {TRY_AGAIN}",
                halfway=halfway,
            ) from error
        finally:
            shutil.rmtree(arriving, ignore_errors=True)

    def preview(self, graded: Graded) -> list[Difference]:
        """Say which automatic points `write` would change; change nothing."""
        with self._transactions.hold(keep=False):
            before = self._auto_scores(graded.student)
            self._write_rows(graded)
            after = self._auto_scores(graded.student)
        return [
            Difference(graded.student, notebook, grade_id, before.get(key, (None, None))[0], *now)
            for key, now in after.items()
            for notebook, grade_id in [key]
            if before.get(key, (None, None))[0] != now[0]
        ]

    def _write_rows(self, graded: Graded) -> None:
        gradebook, assignment = self._gradebook, self._assignment
        gradebook.check_course(gradebook.course_id)
        gradebook.check_course(DEFAULT_COURSE)  # nbgrader's preprocessors add it
        gradebook.update_or_create_student(graded.student)
        submission = gradebook.update_or_create_submission(
            assignment, graded.student, **self._timestamp(graded.student)
        )
        # A new one is sent once, with its points in it.
        is_new = inspect(submission).pending
        for notebook in submission.notebooks if is_new else self._notebooks(submission):
            result = graded.notebooks.get(notebook.name)
            if result is None:  # not handed in
                for grade in notebook.grades:
                    grade.auto_score, grade.needs_manual_grade = 0, False
                continue
            names = _names(notebook.notebook)
            for grade in notebook.grades:
                name = names[grade.cell_id]
                if name in result.scores:
                    grade.auto_score = result.scores[name]
                    seen = grade.manual_score is None and grade.auto_score is not None
                    grade.needs_manual_grade = not seen
            for comment in notebook.comments:
                name = names[comment.cell_id]
                if name in result.comments:
                    comment.auto_comment = result.comments[name]
            if self._penalties is not None:
                _penalise(self._penalties, submission, notebook)

    def _notebooks(self, submission: SubmittedAssignment) -> list[SubmittedNotebook]:
        """Give its notebooks with everything that will be looked at, in few queries.

        The rows stay locked until the end, where the database can: a person may be grading.
        """
        database = self._gradebook.db
        notebooks = (
            database.query(SubmittedNotebook)
            .filter_by(assignment_id=submission.id)
            .options(joinedload(SubmittedNotebook.notebook))
            .all()
        )
        ids = [notebook.id for notebook in notebooks]
        for kind in (Grade, Comment):
            query = database.query(kind).filter(kind.notebook_id.in_(ids))
            query.with_for_update().populate_existing().all()
        return notebooks

    def _auto_scores(self, student: str) -> dict[tuple[str, str], tuple[float | None, bool]]:
        """Automatic points by notebook and cell, and whether a person's count instead."""
        try:
            submission = self._gradebook.find_submission(self._assignment, student)
        except MissingEntry:
            return {}
        return {
            (notebook.name, grade.name): (grade.auto_score, grade.manual_score is not None)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }

    def _timestamp(self, student: str) -> dict[str, Any]:
        folder = self._course.submitted_path(student, self._assignment)
        timestamp = self._course.coursedir.get_existing_timestamp(str(folder))
        return {"timestamp": timestamp} if timestamp else {}


def _names(notebook: Notebook) -> dict[str, str]:
    """Give the names of a notebook's cells that have points or comments, by their keys."""
    cells = (*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells)
    return {cell.id: cell.name for cell in cells}


def _penalties(converter: Autograde) -> AssignLatePenalties | None:
    """Make the course's part for late penalties, if grading has one."""
    for part in converter.autograde_preprocessors:
        if is_a(part, AssignLatePenalties):
            found = AssignLatePenalties(parent=converter)
            found.init_plugin()
            return found if found.enabled else None
    return None


def _penalise(
    penalties: AssignLatePenalties, submission: SubmittedAssignment, notebook: SubmittedNotebook
) -> None:
    """Give a notebook its late penalty, as nbgrader does."""
    notebook.late_submission_penalty = None
    late = submission.total_seconds_late
    if late <= 0:
        return
    session = Session.object_session(notebook)
    assert session is not None
    session.flush()
    session.expire(notebook, ["score"])
    student = submission.student_id
    penalty = penalties.plugin_inst.late_submission_penalty(student, notebook.score, late)
    if penalty is not None:
        notebook.late_submission_penalty = penalties._check_late_penalty(notebook, penalty)


def _stage(folder: Path, files: Any) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_files(folder, files)


def _swap(new: Path, place: Path) -> None:
    """Put a folder in the place of another; after a kill in between the job is done again."""
    leaving = place.with_name(f".{place.name}.leaving")
    shutil.rmtree(leaving, ignore_errors=True)
    if place.exists():
        os.rename(place, leaving)  # noqa: PTH104
    os.rename(new, place)  # noqa: PTH104
    shutil.rmtree(leaving, ignore_errors=True)
