import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from homeroom.grading.execute import grading_environment
from homeroom.notebooks import read_notebook, write_notebook
from homeroom.release.generate import generate


def test_does_the_kernel_not_learn_that_it_grades():
    outside = {"HOME": "/h", "NBGRADER_EXECUTION": "autograde", "HELPERS_DATA": "full"}
    one_thread = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    assert grading_environment(outside) == {"HOME": "/h", "HELPERS_DATA": "sample", **one_thread}


@pytest.fixture
def quick(course):
    """A cell that is not given may take three seconds."""
    course.config.ExecuteUnlessKept.answer_timeout = 3


@pytest.fixture
def graded(course, hand_in, run_nbgrader):
    """Autograde one submission; its notebook and its automatic scores."""

    def grade(own_cell="", **answers):
        generate(course, "hw01")
        path = hand_in(course, "ada", **answers)
        nb = read_notebook(path)
        nb.cells.append(new_code_cell(own_cell, id="own"))
        write_notebook(nb, path)
        run_nbgrader(Autograde, course)
        with Gradebook(course.db_url, course.course_id) as gradebook:
            submission = gradebook.find_submission_notebook("squares", "hw01", "ada")
            scores = {grade.name: grade.auto_score for grade in submission.grades}
        return read_notebook(course.autograded_path("ada", "hw01", "squares")), scores

    return grade


LOUD_SQUARE = """import os, sys
def square(x):
    print("loud", file=sys.stderr)
    get_ipython().displayhook(0)
    return x * x"""


def test_is_training_left_out_and_shown_as_handed_in(graded, cell_of):
    nb, scores = graded(
        "print(os.environ.get('HELPERS_DATA'), 'NBGRADER_EXECUTION' in os.environ)",
        square=LOUD_SQUARE,
        why="My answer.",
    )
    assert scores == {"square_test": 3, "why": None}
    mark, output = cell_of(nb, "train").outputs
    assert mark.data["text/plain"].startswith("As handed in")
    assert output.text == "trained for hours"
    assert "secret_expected_value" in cell_of(nb, "square_test").source
    assert nb.cells[-1].outputs[0].text == "None False\n"
    assert "homeroom" not in nb.metadata


def test_is_training_run_after_all_when_a_later_cell_needs_it(graded, cell_of):
    nb, scores = graded("print(len(model))", square="def square(x):\n    return x + x")
    assert scores == {"square_test": 0, "why": 0}
    assert nb.cells[-1].outputs[0].text == "3\n"
    assert nb.metadata.homeroom == {"kept_cells_run": True}
    assert cell_of(nb, "train").outputs[1].text == "trained for hours"


def test_is_an_endless_loop_stopped_and_the_next_cell_run(graded, cell_of, quick):
    nb, scores = graded(
        "print('still here')",
        square="def square(x):\n    while True:\n        pass",
        why="My answer.",
    )
    assert scores == {"square_test": 0, "why": None}
    (error,) = [o for o in cell_of(nb, "square_test").outputs if o.output_type == "error"]
    assert error.ename in ("StudentGone", "CellTimeoutError", "KeyboardInterrupt")
    assert nb.cells[-1].outputs[0].text == "still here\n"


def test_is_a_loop_before_the_answer_the_loss_of_that_answer_alone(graded, cell_of, quick):
    nb, scores = graded(
        "print('still here')", square=f"while True:\n    pass\n{SQUARE}", why="My answer."
    )
    assert scores == {"square_test": 0, "why": None}
    assert nb.cells[-1].outputs[0].text == "still here\n"


SQUARE = "def square(x):\n    return x * x"


@pytest.mark.parametrize(
    "deleting", ["del multiply_carefully", "globals().pop('multiply_carefully')", "%reset -f"]
)
def test_is_a_given_name_that_an_answer_deletes_put_back(graded, deleting):
    nb, scores = graded("print(multiply_carefully(2, 4))", square=f"{deleting}\n{SQUARE}")
    assert scores["square_test"] == 3
    assert nb.cells[-1].outputs[0].text == "8\n"


def test_is_a_given_name_that_was_bound_anew_left_alone(graded):
    changed = "multiply_carefully = print\ntidy = 1\ndel tidy\n"
    nb, _ = graded("print(multiply_carefully is print)", square=changed + SQUARE)
    assert nb.cells[-1].outputs[0].text == "True\n"
