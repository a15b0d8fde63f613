"""nbgrader's own commands use the warm kernel, by what the course's nbgrader_config.py says."""

import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.apps import NbGraderAPI
from nbgrader.validator import Validator

from homeroom.grading import gradebook
from homeroom.release.generate import generate

WHERE = "import os; print(os.getcwd(), os.getpid(), os.path.exists({root!r}))"
INSIDE = "/home/student/work 1 False\n"


@pytest.fixture
def with_submission(can_box, course, hand_in):
    """A course with one submission, whose last cell says where it ran."""
    generate(course, "hw01")
    where = WHERE.format(root=str(course.root))
    hand_in(course, "ada", square="def square(x):\n    return x * x", preflight=where)
    path = course.submitted_path("ada", "hw01", "squares")
    notebook = nbformat.read(path, 4)
    notebook.cells.append(new_code_cell(where, id="where"))
    nbformat.write(notebook, path)
    return course


def check(course):
    graded = nbformat.read(course.autograded_path("ada", "hw01", "squares"), 4)
    assert graded.cells[-1].outputs[0].text == INSIDE
    assert graded.metadata.kernelspec.name == "python3"
    points = gradebook.scores(course, "hw01")["ada"]["squares"]
    assert points["square_test"] == 3.0


def test_does_the_command_autograde_run_submissions_in_the_box(with_submission):
    command = [sys.executable, "-m", "nbgrader", "autograde", "hw01"]
    ran = subprocess.run(command, cwd=with_submission.root, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    check(with_submission)


def test_does_the_formgraders_button_run_submissions_in_the_box(with_submission):
    course = with_submission
    api = NbGraderAPI(course.nbgrader_coursedir(), config=course.config)
    answer = api.autograde("hw01", "ada")  # what the button calls
    assert answer["success"], answer.get("log")
    check(course)


def test_does_validate_run_in_the_box(can_box, course, tmp_path):
    where = WHERE.format(root=str(course.root))
    cell = new_code_cell(f"{where}\nassert os.getpid() != 1, os.getcwd()")
    cell.metadata["nbgrader"] = {
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "grade_id": "where",
        "points": 1,
        "schema_version": 3,
    }
    notebook = new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "x", "language": "python"}
    path = tmp_path / "tried.ipynb"
    nbformat.write(notebook, path)
    found = Validator(config=course.config).validate(str(path))
    assert "/home/student/work" in str(found["failed"])
