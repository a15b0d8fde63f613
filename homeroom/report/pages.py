"""Feedback pages for students, written by nbgrader's own converter."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException

from homeroom.course import Course


def write_feedback(
    course: Course,
    assignment: str,
    students: Iterable[str],
    *,
    on_start: Callable[[int], None] = lambda total: None,
    on_done: Callable[[str], None] = lambda student: None,
) -> list[Path]:
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
    list of Path
        The pages written; a student whose page could not be written has none.
    """
    quiet = logging.Logger("homeroom.feedback", level=logging.CRITICAL)
    students = list(students)
    on_start(len(students))
    pages = []
    for student in students:
        directory = course.nbgrader_coursedir(assignment_id=assignment, student_id=student)
        converter = GenerateFeedback(coursedir=directory, log=quiet, config=course.config)
        converter.force = True
        try:
            converter.start()
        except NbGraderException:
            on_done(student)
            continue
        pages += sorted(course.feedback_path(student, assignment).glob("*.html"))
        on_done(student)
    return pages
