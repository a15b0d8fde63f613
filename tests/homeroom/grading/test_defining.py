import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from homeroom.grading import judging
from homeroom.grading.defining import can_run_first, only_defines
from homeroom.notebooks import cell_seconds, read_notebook, write_notebook
from homeroom.release.generate import generate


@pytest.mark.parametrize(
    "cell",
    [
        "import torch",
        "x = [1]",
        "def f(x=[]):\n    return x",
        "@cache\ndef f(x):\n    return x",
        "class A(metaclass=M):\n    pass",
        "class A:\n    print('made')",
        "def f():\n    return globals()",
        "%time\ndef f():\n    pass",
        "def f(:",
        "",
    ],
)
def test_does_a_cell_that_does_something_stay_where_it_is(cell):
    assert not can_run_first(cell, [])


@pytest.mark.parametrize(
    "cell",
    [
        '"""Words."""\nSIZE = 3\n\ndef f(x, *, y=-1, z=(1, 2)):\n    return nn.Linear(x, y)',
        "class Net(nn.Module):\n    size = 3\n\n    def forward(self, x):\n        return x.eval()",
    ],
)
def test_can_a_cell_that_only_defines_be_run_first(cell):
    assert only_defines(cell) and can_run_first(cell, ["import torch", "def g(a):\n    return a"])


@pytest.mark.parametrize(
    "before",
    [
        "def g(a):\n    return f(a)",  # would find it now
        "f = 3",
        "def f(a):\n    return a",
        "print([name for name in dir() if name])",
        "g = eval('1')",
    ],
)
def test_does_a_cell_stay_behind_one_that_could_tell(before):
    assert not can_run_first("def f(x):\n    return x", ["import torch", before])


def test_do_builtins_keep_their_meaning():
    assert not can_run_first("def print(*words):\n    pass", [])


CUBE = "def cube(x):\n    ### BEGIN SOLUTION\n    return x * x * x\n    ### END SOLUTION"


@pytest.fixture
def graded(course, notebook, hand_in, run_nbgrader, monkeypatch):
    """Grade `square` and `cube`, whose tests may share a fork; scores, and how many forks."""

    def meta(name, **kinds):
        about = {"grade": False, "solution": False, "locked": False, "task": False}
        return {"nbgrader": {**about, "schema_version": 3, "grade_id": name, **kinds}}

    notebook.cells[4:4] = [
        new_code_cell(CUBE, id="cube", metadata=meta("cube", solution=True)),
        new_code_cell(
            "assert cube(3) == 27\n"
            "### BEGIN HIDDEN TESTS\nassert cube(2) == 8\n### END HIDDEN TESTS",
            id="cube-test",
            metadata=meta("cube_test", grade=True, locked=True, points=1),
        ),
    ]
    write_notebook(notebook, course.root / "source" / "hw01" / "squares.ipynb")
    generate(course, "hw01")
    course.config.ExecuteUnlessKept.verdicts = "judge"
    forks = []
    request = judging.request
    monkeypatch.setattr(judging, "request", lambda path: forks.append(path) or request(path))

    def grade(**answers):
        hand_in(course, "ada", **answers)
        run_nbgrader(Autograde, course)
        with Gradebook(course.db_url, course.course_id) as gradebook:
            row = gradebook.find_submission_notebook("squares", "hw01", "ada")
            scores = {grade.name: grade.auto_score for grade in row.grades}
        nb = read_notebook(course.autograded_path("ada", "hw01", "squares"))
        assert {"square_test", "cube_test"} <= dict(cell_seconds(nb)).keys()
        return scores, len(forks)

    return grade


def test_do_tests_share_a_fork_where_only_definitions_stand_between_them(graded):
    scores, forks = graded(
        square="def square(x):\n    return x * x", cube="def cube(x):\n    return x**3"
    )
    assert (scores["square_test"], scores["cube_test"], forks) == (3, 1, 1)


def test_is_an_answer_that_needs_a_later_one_wrong_as_in_any_notebook(graded):
    scores, forks = graded(
        square="def square(x):\n    return cube(x) / x", cube="def cube(x):\n    return x**3"
    )
    assert (scores["square_test"], scores["cube_test"], forks) == (0, 1, 2)


def test_does_an_answer_that_breaks_off_cost_its_own_points(graded):
    scores, _ = graded(
        square="def square(x):\n    import os\n    os._exit(3)",
        cube="def cube(x):\n    return x**3",
    )
    assert (scores["square_test"], scores["cube_test"]) == (0, 1)
