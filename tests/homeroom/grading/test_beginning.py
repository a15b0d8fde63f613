import json

import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from homeroom.grading import beginning
from homeroom.grading.beginning import as_variable
from homeroom.notebooks import read_notebook, write_notebook
from homeroom.release.generate import generate
from homeroom.release.setup_cell import SETUP_CODE

GIVEN = (
    "import random\n\n\ndef multiply_carefully(a, b):\n    return a * b\n\n\nprint(random.random())"
)


@pytest.fixture
def handed_in(course, notebook, hand_in):
    """Hand in for several students; the given cell at the beginning prints a random number."""
    beginning._remembered.clear()
    notebook.cells[1].source = GIVEN
    write_notebook(notebook, course.root / "source" / "hw01" / "squares.ipynb")
    generate(course, "hw01")

    def hand(student, own="", at=None, **answers):
        path = hand_in(course, student, **answers)
        if own:
            nb = read_notebook(path)
            nb.cells.insert(len(nb.cells) if at is None else at, new_code_cell(own, id="own"))
            write_notebook(nb, path)

    return hand


@pytest.fixture
def graded(course, run_nbgrader, monkeypatch):
    """Autograde everyone in this process; notebooks, scores, and what was recalled for each."""
    recalled = {}
    recall = beginning.recall

    def noting(key, cells):
        found = recall(key, cells)
        recalled[len(recalled)] = sorted(found)
        return found

    monkeypatch.setattr("homeroom.grading.execute.recall", noting)

    def grade(*students):
        run_nbgrader(Autograde, course)
        notebooks, scores = {}, {}
        with Gradebook(course.db_url, course.course_id) as gradebook:
            for student in students:
                path = course.autograded_path(student, "hw01", "squares")
                notebooks[student] = read_notebook(path)
                row = gradebook.find_submission_notebook("squares", "hw01", student)
                scores[student] = {grade.name: grade.auto_score for grade in row.grades}
        return notebooks, scores, recalled

    return grade


def test_do_later_submissions_show_what_the_first_did(handed_in, graded, cell_of):
    handed_in("ada", square="def square(x):\n    return x * x")
    handed_in("bob", square="def square(x):\n    return multiply_carefully(x, x)")
    handed_in("eve", own="print(random.random(), get_ipython().execution_count)")
    notebooks, scores, recalled = graded("ada", "bob", "eve")
    assert scores["ada"]["square_test"] == scores["bob"]["square_test"] == 3
    assert recalled[0] == [] and recalled[1] != []
    shown = [cell_of(nb, "given").outputs for nb in notebooks.values()]
    assert shown[0] == shown[1] == shown[2] and float(shown[0][0].text) > 0
    counts = [cell_of(nb, "given").execution_count for nb in notebooks.values()]
    assert counts[0] == counts[1] == counts[2]


def test_does_a_cell_of_the_students_at_the_top_end_the_beginning(handed_in, graded, cell_of):
    handed_in("ada")
    handed_in("bob", own="import builtins\nbuiltins.print = lambda *_: None", at=0)
    notebooks, _, recalled = graded("ada", "bob")
    assert recalled == {0: [], 1: []}
    assert cell_of(notebooks["ada"], "given").outputs
    assert not cell_of(notebooks["bob"], "given").outputs


def test_is_a_deleted_name_put_back_and_a_dead_kernel_replaced(handed_in, graded):
    handed_in("ada")
    handed_in("bob", square="def square(x):\n    return x * x\n\n\ndel multiply_carefully, random")
    handed_in("eve", own="import os\nos._exit(1)", at=4)
    handed_in("kim", own="print(multiply_carefully(2, 3), random.random() > 0)")
    notebooks, scores, recalled = graded("ada", "bob", "eve", "kim")
    assert recalled[1] and recalled[2] and recalled[3]
    assert scores["bob"]["square_test"] == 3
    assert notebooks["kim"].cells[-1].outputs[0].text == "6 True\n"
    assert notebooks["eve"].metadata["homeroom"]["accidents"]


def test_is_only_the_instructors_code_a_beginning(course, notebook):
    generate(course, "hw01")
    nb = read_notebook(course.root / "release" / "hw01" / "squares.ipynb")
    instructors = notebook
    (index,) = [
        i for i in beginning.beginning(nb, instructors) if nb.cells[i].id != "homeroom-setup"
    ]
    assert nb.cells[index].source == instructors.cells[1].source
    assert json.loads(as_variable(nb, [index])) == [instructors.cells[1].source]
    nb.cells[index].source += "\nprint('mine')"
    assert index not in beginning.beginning(nb, instructors)
    assert beginning.beginning(nb, None) == []


@pytest.mark.parametrize(
    "changed",
    [
        SETUP_CODE.format(wheel="https://x.org/a.whl") + "\nprint(1)",
        SETUP_CODE.format(wheel='a"; print("x'),
        SETUP_CODE.format(wheel="a\\"),
        "import os",
    ],
)
def test_does_a_changed_set_up_end_the_beginning(course, notebook, changed):
    generate(course, "hw01")
    nb = read_notebook(course.root / "release" / "hw01" / "squares.ipynb")
    setup = next(i for i, cell in enumerate(nb.cells) if cell.id == "homeroom-setup")
    assert setup in beginning.beginning(nb, notebook)
    nb.cells[setup].source = changed
    assert beginning.beginning(nb, notebook) == []
