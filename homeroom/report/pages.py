"""Feedback pages for students, written by nbgrader's own converter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException

from homeroom.conversion_log import ConversionLog
from homeroom.course import Course


@dataclass(frozen=True)
class Feedback:
    """The pages of one student; `failure` says why there are none."""

    student: str
    pages: tuple[Path, ...] = ()
    failure: str = ""


def write_feedback(
    course: Course,
    assignment: str,
    students: Iterable[str],
    *,
    on_start: Callable[[int], None] = lambda total: None,
    on_done: Callable[[str], None] = lambda student: None,
) -> list[Feedback]:
    """Write the feedback of graded students, as `nbgrader generate_feedback --force` does.

    Parameters
    ----------
    course : Course
    assignment : str
    students : iterable of str
        Students whose work has been graded.
    on_start, on_done : callable
        Called with the number of students, and after each with the student's id.

    Returns
    -------
    list of Feedback
        One for each student; one that fails does not stop the others.
    """
    students = list(students)
    on_start(len(students))
    written = []
    for student in students:
        written.append(_write_one(course, assignment, student))
        on_done(student)
    return written


def _write_one(course: Course, assignment: str, student: str) -> Feedback:
    log = ConversionLog()
    directory = course.nbgrader_coursedir(assignment_id=assignment, student_id=student)
    converter = GenerateFeedback(coursedir=directory, log=log.logger, config=course.config)
    converter.force = True
    try:
        converter.start()
    except NbGraderException:
        return Feedback(student, failure=log.reason())
    pages = sorted(course.feedback_path(student, assignment).glob("*.html"))
    return Feedback(student, tuple(pages))
