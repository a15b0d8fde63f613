"""Do nbgrader's own commands work on the real course, from release to feedback?"""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from homeroom.course import Course
from homeroom.demo.run import hand_in, read_homework
from homeroom.demo.students import make_class
from homeroom.notebooks import nbgrader_cells, read_notebook

from .test_release import ROOT, nbgrader, secret_parts

# What a curious student might try to see of the hidden tests from inside.
NOSY = '''
"""A loss that tells everything it is given, and fails."""


def make_loss():
    def loss(logits, labels):
        print("seen:", logits.tolist(), labels.tolist())
        if len(labels) > 4:
            raise ValueError(f"the labels are {labels.tolist()}")
        return F.cross_entropy(logits, labels)

    return loss
'''


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Course:
    """hw01 with three students, released, graded and given feedback by nbgrader's own programs."""
    root = tmp_path_factory.mktemp("course")
    course = Course.open(ROOT).scratch_copy(root / "course")
    done = nbgrader(course.root, "generate_assignment", "hw01")
    assert done.returncode == 0, done.stderr
    homework = read_homework(course, "hw01")
    students = {student.id: student for student in make_class(homework)}
    hand_in(course, [students[name] for name in ("reference", "untouched")])
    nosy = course.submitted_path("nosy", "hw01", "hw01")
    nosy.parent.mkdir(parents=True)
    notebook = read_notebook(course.submitted_path("reference", "hw01", "hw01"))
    for cell in nbgrader_cells(notebook):
        if cell.metadata.nbgrader.grade_id == "make_loss":
            cell.source = NOSY
    nbformat.write(notebook, nosy)
    for command in ("autograde", "generate_feedback"):
        done = nbgrader(course.root, command, "hw01")
        assert done.returncode == 0, done.stderr
    return course


def scores(course: Course, student: str) -> dict[str, float | None]:
    with Gradebook(course.db_url, course.course_id) as gradebook:
        grades = gradebook.find_submission("hw01", student).notebooks[0].grades
        return {grade.name: grade.auto_score for grade in grades}


def test_does_plain_nbgrader_give_the_points_that_are_due(graded):
    reference = scores(graded, "reference")
    assert sum(points or 0 for points in reference.values()) == 20
    assert sum(points is None for points in reference.values()) == 8
    assert set(scores(graded, "untouched").values()) == {0}
    nosy = scores(graded, "nosy")
    assert nosy["make_loss_test"] == 0
    assert {name for name in nosy if nosy[name] != reference[name]} == {"make_loss_test"}


def test_does_an_untouched_written_answer_score_nothing_and_need_no_person(graded):
    with Gradebook(graded.db_url, graded.course_id) as gradebook:
        submission = gradebook.find_submission("hw01", "untouched")
        assert submission.score == 0
        assert not submission.needs_manual_grade
        assert gradebook.find_submission("hw01", "reference").needs_manual_grade


def test_does_the_person_who_grades_see_the_marking_scheme(graded):
    notebook = read_notebook(graded.autograded_path("reference", "hw01", "hw01"))
    questions = [
        c.source for c in nbgrader_cells(notebook) if "_question" in c.id.replace("-", "_")
    ]
    assert len(questions) == 8
    assert all("**Points.**" in source for source in questions)


def page(course: Course, student: str) -> str:
    return course.feedback_path(student, "hw01", "hw01").read_text(encoding="utf-8")


@pytest.mark.parametrize("student", ["reference", "untouched", "nosy"])
def test_does_feedback_hold_nothing_of_the_instructors(graded, student):
    html = page(graded, student)
    text = unescape(re.sub(r"<[^>]+>", "", html))
    released = read_notebook(ROOT / "release" / "hw01" / "hw01.ipynb")
    own = read_notebook(graded.submitted_path(student, "hw01", "hw01"))
    public = "\n".join(cell.source for nb in (released, own) for cell in nb.cells)
    source = read_notebook(ROOT / "source" / "hw01" / "hw01.ipynb")
    hidden = [
        line
        for cell in source.cells
        for line in secret_parts(cell.source)
        if len(line) > 15 and line not in public
    ]
    sentences = re.findall(r'"([^"\n]{20,})"', "\n".join(cell.source for cell in source.cells))
    leaked = [line for line in hidden if line in text and not any(s in line for s in sentences)]
    assert leaked == []
    for place in (graded.root, ROOT, Path(sys.prefix), Path.home()):
        assert f"{place}/" not in html


def test_does_feedback_hold_no_value_that_a_hidden_test_used(graded):
    text = unescape(re.sub(r"<[^>]+>", "", page(graded, "nosy")))
    assert "the labels are [" not in text
    assert "seen: [[" not in text
    assert "ValueError" in text
    assert "This test did not pass" in text


def test_is_what_was_handed_in_unchanged_and_no_kept_cell_run(graded):
    notebook = read_notebook(graded.autograded_path("reference", "hw01", "hw01"))
    cells = {c.metadata.nbgrader.grade_id: c for c in nbgrader_cells(notebook)}
    (output,) = cells["default_run"].outputs
    assert "handed in" in str(output)
    assert "kept_cells_run" not in notebook.metadata.get("homeroom", {})
