"""Reading nbgrader's gradebook, and a copy of it before a batch writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from homeroom.course import Course
from homeroom.errors import HomeroomError

COPIES_KEPT = 5
SECONDS = 30.0  # to wait for a program that writes


class GradebookError(HomeroomError):
    """The gradebook cannot be read or copied."""


@contextmanager
def readable(course: Course) -> Iterator[None]:
    """Turn a gradebook that cannot be used while the block runs into a sentence."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        address = make_url(course.db_url).render_as_string(hide_password=True)
        raise GradebookError(
            f"The gradebook {address} cannot be used ({reason}). If another program holds it "
            "(formgrader, another nbgrader), close that; if the disk is full, make room; if it is "
            "a server, see that it runs. Then start again: what has been graded is kept."
        ) from error


def scores(course: Course, assignment: str) -> dict[str, dict[str, dict[str, float | None]]]:
    """Points of every graded student: ``{student: {notebook: {grade_id: points}}}``.

    Points are the ones that count: a person's where one was entered, the automatic ones
    elsewhere; None where a person has still to grade.
    """
    table: dict[str, dict[str, dict[str, float | None]]] = {}
    with Gradebook(course.db_url, course.coursedir.course_id) as gradebook:
        try:
            submissions = gradebook.find_assignment(assignment).submissions
        except MissingEntry:
            return {}
        for submission in submissions:
            table[submission.student.id] = {
                notebook.name: {grade.name: _points(grade) for grade in notebook.grades}
                for notebook in submission.notebooks
            }
    return table


def _points(grade) -> float | None:
    if grade.manual_score is not None:
        return grade.manual_score + (grade.extra_credit or 0.0)
    return grade.auto_score


def max_scores(course: Course, assignment: str) -> dict[str, float]:
    """Points of each grade cell of an assignment, in the order of the notebooks."""
    with Gradebook(course.db_url, course.coursedir.course_id) as gradebook:
        notebooks = gradebook.find_assignment(assignment).notebooks
        return {
            cell.name: cell.max_score
            for notebook in sorted(notebooks, key=lambda notebook: notebook.name)
            for cell in notebook.grade_cells
        }


def copy_aside(course: Course) -> Path | None:
    """Copy an SQLite gradebook beside itself, as ``gradebook.db.before-DATE``; keep the newest few.

    Returns
    -------
    Path or None
        The copy; None where there is no gradebook yet or it is not a file.
    """
    address = urlsplit(course.db_url)
    path = Path(address.path)
    if address.scheme != "sqlite" or not path.is_file():
        return None
    copy = path.with_name(f"{path.name}.before-{datetime.now():%Y-%m-%dT%H%M%S}")
    # SQLite's own backup gives a whole copy even while another program writes.
    with (
        closing(sqlite3.connect(path, timeout=SECONDS)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    for old in sorted(path.parent.glob(f"{path.name}.before-*"))[:-COPIES_KEPT]:
        old.unlink()
    return copy
