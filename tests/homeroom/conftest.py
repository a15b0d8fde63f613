"""A tiny course to try things on: one assignment, one notebook, every kind of cell."""

import os
import shutil
import sys
from functools import cache
from pathlib import Path

import nbformat
import nbgrader.api
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from homeroom.course import Course
from homeroom.doctor import nested_namespaces
from homeroom.notebooks import read_notebook, write_notebook

ROOT = Path(__file__).parents[2]

SQUARE = """def square(x):
    ### BEGIN SOLUTION
    return multiply_carefully(x, x)
    ### END SOLUTION"""

SQUARE_TEST = """assert square(2) == 4, "The square of 2 should be 4"
### BEGIN HIDDEN TESTS
secret_expected_value = 30.25
found = square(5.5)
assert found == secret_expected_value, "Fractions have squares as well"
### END HIDDEN TESTS"""

WHY_QUESTION = """**2.** Why is a square never negative?
=== BEGIN MARK SCHEME ===
Two points for saying that equal signs multiply to plus.
=== END MARK SCHEME ==="""

WHY = "Because a number times itself has twice the same sign, which cancels."

TRAIN = "model = [square(i) for i in range(3)]\nprint('trained for hours')"


def in_gradebook(grade_id, **kinds):
    """nbgrader's metadata of a cell."""
    meta = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False}
    return {"nbgrader": {**meta, "grade_id": grade_id, **kinds}}


def source_notebook():
    """The instructor's notebook of the tiny assignment."""
    keep = {"homeroom": {"at_grading": "keep"}}
    locked = {"grade": False, "locked": True}
    cells = [
        new_markdown_cell("# Squares", id="title"),
        new_code_cell(
            "def multiply_carefully(a, b):\n    return a * b",
            id="given",
            metadata=in_gradebook("given", **locked),
        ),
        new_code_cell(SQUARE, id="square", metadata=in_gradebook("square", solution=True)),
        new_code_cell(
            SQUARE_TEST,
            id="square-test",
            metadata=in_gradebook("square_test", grade=True, locked=True, points=3),
        ),
        new_code_cell(TRAIN, id="train", metadata=in_gradebook("train", **locked) | keep),
        new_markdown_cell(
            WHY_QUESTION, id="why-q", metadata=in_gradebook("why_question", **locked)
        ),
        new_markdown_cell(
            WHY, id="why", metadata=in_gradebook("why", grade=True, solution=True, points=2)
        ),
        new_code_cell(
            "print('ready')", id="preflight", metadata=in_gradebook("preflight", **locked)
        ),
    ]
    nb = new_notebook(cells=cells)
    nb.metadata = nbformat.from_dict(
        {"kernelspec": {"display_name": "x", "language": "python", "name": "python3"}}
    )
    return nb


@cache
def can_box() -> bool:
    """Whether kernels can be shut in on this machine."""
    return nested_namespaces()[0]


def write_course(folder: Path, notebook=None) -> Course:
    """Write the tiny course into a folder."""
    (folder / "source" / "hw01").mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    if not can_box():
        # These tests are about grading; those of the box itself are skipped where there is none.
        with (folder / "nbgrader_config.py").open("a") as settings:
            settings.write('c.WarmProvisioner.isolation = "none"\n')
    nbformat.write(notebook or source_notebook(), folder / "source" / "hw01" / "squares.ipynb")
    return Course.open(folder)


@pytest.fixture(autouse=True)
def programs_on_path(monkeypatch):
    """nbgrader starts `alembic`, wherever the tests are run from."""
    folder = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", folder + os.pathsep + os.environ["PATH"])


@pytest.fixture(scope="session", autouse=True)
def alembic_asked_once():
    """A new gradebook asks the program `alembic` for its version, two seconds each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader.api, "get_alembic_version", cache(nbgrader.api.get_alembic_version))
        yield


@pytest.fixture
def notebook():
    """The instructor's notebook of the tiny course, to be changed at will."""
    return source_notebook()


@pytest.fixture
def make_course(tmp_path):
    """Write the tiny course, or one with another notebook."""

    def make(notebook=None, name="course"):
        return write_course(tmp_path / name, notebook)

    return make


@pytest.fixture
def course(make_course):
    """The tiny course in a folder of its own."""
    return make_course()


@pytest.fixture
def hand_in():
    """Hand in a notebook for a student: the release with these answers, by grade_id."""

    def write(course, student, **answers):
        nb = read_notebook(course.release_path("hw01", "squares"))
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = answers.get(name, cell.source)
            if name == "train":
                cell.outputs = [new_output("stream", text="trained for hours")]
        path = course.submitted_path(student, "hw01", "squares")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_notebook(nb, path)
        return path

    return write


@pytest.fixture
def run_nbgrader():
    """Run one of nbgrader's converters over hw01, as its command does."""

    def run(converter, course, **traits):
        coursedir = course.nbgrader_coursedir(assignment_id="hw01", **traits)
        converter(coursedir=coursedir, config=course.config).start()

    return run


@pytest.fixture
def cell_of():
    """Look a cell up by its grade_id."""

    def find(nb, name):
        return next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)

    return find
