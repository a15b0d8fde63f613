"""The one writer: graded submissions into the gradebook and into autograded/.

The gradebook gets one transaction per submission, made of nbgrader's own calls and of the same
changes that its `SaveAutoGrades` and `AssignLatePenalties` make; what a person entered stays.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.api import Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, joinedload, scoped_session, sessionmaker

from homeroom.course import Course
from homeroom.grading.job import Graded
from homeroom.grading.wire import write_files
from homeroom.grading.worker import is_a

DEFAULT_COURSE = "default_course"
TRY_AGAIN = "then start again: it grades what is missing"


class WriteError(Exception):
    """A graded submission could not be written; nothing of it is in the gradebook.

    `found` and `remedy` are what to tell; `locked` is whether another program was in the way.
    """

    def __init__(self, found: str, remedy: str, locked: bool = False) -> None:
        self.found, self.remedy, self.locked = found, remedy, locked
        super().__init__(f"{found}: {remedy}")


class OneTransaction(Session):
    """A session in which nbgrader's many commits only flush; `commit_all` commits."""

    def commit(self) -> None:
        """Send what there is to the database, within the transaction."""
        self.flush()

    def commit_all(self) -> None:
        """Commit."""
        super().commit()


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
        self._course, self._assignment, self._patience = course, assignment, patience
        self._engine = _engine(course.db_url)
        self._gradebook = _gradebook(self._engine, course.course_id)
        self._converter = Autograde(coursedir=course.nbgrader_coursedir(), config=course.config)
        self._penalties = _penalties(self._converter)
        self._gave_up = False

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._gradebook.close()

    def write(self, graded: Graded, before_commit: Callable[[], None] = lambda: None) -> None:
        """Write one graded submission.

        Parameters
        ----------
        graded : Graded
        before_commit : callable
            Called when all is ready, just before the gradebook changes for good.

        Raises
        ------
        WriteError
            If the disk or the gradebook does not take it.
        """
        place = self._course.autograded_path(graded.student, self._assignment)
        arriving = place.with_name(f".{place.name}.arriving")
        try:
            _stage(arriving, graded.files)
            with self._transaction():
                self._write_rows(graded)
                before_commit()
            _swap(arriving, place)
            self._converter.set_permissions(self._assignment, graded.student)
        except OSError as error:
            raise WriteError(
                f"autograded/ could not be written ({error.strerror or error})",
                f"make room on the disk, or make the folder writable; {TRY_AGAIN}",
            ) from error
        finally:
            shutil.rmtree(arriving, ignore_errors=True)

    def preview(self, graded: Graded) -> dict[str, dict[str, tuple[float | None, float | None]]]:
        """Say which automatic points would change: ``{notebook: {grade_id: (before, after)}}``."""
        try:
            with self._transaction(keep=False):
                before = self._auto_scores(graded.student)
                self._write_rows(graded)
                after = self._auto_scores(graded.student)
        except OSError as error:
            raise WriteError(str(error), TRY_AGAIN) from error
        return {
            notebook: changed
            for notebook, scores in after.items()
            if (
                changed := {
                    name: (before.get(notebook, {}).get(name), points)
                    for name, points in scores.items()
                    if before.get(notebook, {}).get(name) != points
                }
            )
        }

    @contextmanager
    def _transaction(self, keep: bool = True) -> Iterator[None]:
        """Hold one transaction; wait for others that hold the gradebook, but not for ever."""
        database = self._gradebook.db
        # Where one wait was in vain, the next submissions do not wait as long again.
        deadline = time.monotonic() + (1.0 if self._gave_up else self._patience)
        while True:
            try:
                database.connection()  # begins
                break
            except OperationalError as error:
                database.rollback()
                if time.monotonic() > deadline:
                    self._gave_up = True
                    raise _held(error) from error
                time.sleep(0.2)
        self._gave_up = False
        try:
            yield
            if keep:
                database().commit_all()
            else:
                database.rollback()
        except DBAPIError as error:
            database.rollback()
            raise _held(error) from error
        except BaseException:
            database.rollback()
            raise
        finally:
            database.remove()

    def _write_rows(self, graded: Graded) -> None:
        gradebook, assignment = self._gradebook, self._assignment
        gradebook.check_course(gradebook.course_id)
        gradebook.check_course(DEFAULT_COURSE)  # nbgrader's preprocessors add it
        gradebook.update_or_create_student(graded.student)
        submission = gradebook.update_or_create_submission(
            assignment, graded.student, **self._timestamp(graded.student)
        )
        gradebook.db.flush()
        for notebook in self._notebooks(submission):
            result = graded.notebooks.get(notebook.name)
            if result is None:  # not handed in
                for grade in notebook.grades:
                    grade.auto_score, grade.needs_manual_grade = 0, False
                continue
            for grade in notebook.grades:
                if grade.cell.name in result.scores:
                    grade.auto_score = result.scores[grade.cell.name]
                    seen = grade.manual_score is None and grade.auto_score is not None
                    grade.needs_manual_grade = not seen
            for comment in notebook.comments:
                if comment.cell.name in result.comments:
                    comment.auto_comment = result.comments[comment.cell.name]
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
            query.options(joinedload(kind.cell)).all()
        return notebooks

    def _auto_scores(self, student: str) -> dict[str, dict[str, float | None]]:
        gradebook = self._gradebook
        try:
            submission = gradebook.find_submission(self._assignment, student)
        except ValueError:
            return {}
        return {
            notebook.name: {grade.name: grade.auto_score for grade in notebook.grades}
            for notebook in submission.notebooks
        }

    def _timestamp(self, student: str) -> dict[str, Any]:
        folder = self._course.submitted_path(student, self._assignment)
        timestamp = self._course.coursedir.get_existing_timestamp(str(folder))
        return {"timestamp": timestamp} if timestamp else {}


def _engine(url: str) -> Engine:
    """Open a gradebook so that a transaction holds it from its begin."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 1.0})

    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(connection: Any, _: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _gradebook(engine: Engine, course_id: str) -> Gradebook:
    """Make nbgrader's own object with our session; its tables are known to be there."""
    gradebook = Gradebook.__new__(Gradebook)
    gradebook.engine = engine
    gradebook.db = scoped_session(sessionmaker(bind=engine, class_=OneTransaction, future=True))
    gradebook.course_id, gradebook.authenticator = course_id, None
    return gradebook


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


def _held(error: DBAPIError) -> WriteError:
    reason = str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__
    if "full" in reason:
        return WriteError(
            f"the gradebook could not be written ({reason})", f"make room on the disk; {TRY_AGAIN}"
        )
    return WriteError(
        f"the gradebook could not be written ({reason})",
        f"close the program that holds it (formgrader, another nbgrader); {TRY_AGAIN}",
        locked="locked" in reason,
    )


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
