import pytest
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade

from homeroom.grading.judged_outputs import judged_outputs

OK = {"status": "ok"}
FAILED = {"status": "error", "ename": "AssertionError", "evalue": "wrong", "traceback": ["T"]}


def stream(name, text="hello"):
    return new_output("stream", name=name, text=text)


def value(text):
    return new_output("execute_result", data={"text/plain": text})


def error(name="AssertionError"):
    return new_output("error", ename=name, evalue="wrong", traceback=["\x1b[31mT\x1b[0m"])


@pytest.fixture
def score(notebook, cell_of):
    """The points that nbgrader gives to a test with these outputs (3 at most)."""

    def of(source, outputs, reply):
        cell = cell_of(notebook, "square_test")
        cell.outputs = judged_outputs(source, outputs, reply, 3)
        return determine_grade(cell)[0]

    return of


@pytest.mark.parametrize(
    ("source", "outputs", "reply", "points"),
    [
        ("assert a", [], OK, 3),
        ("assert a", [stream("stderr", "a torch warning")], OK, 3),
        ("assert a", [value("0"), stream("stdout")], OK, 3),
        ("check_shape(a, b)", [value("1")], OK, 3),
        ("assert a", [error()], OK, 3),
        ("assert a", [error("ValueError")], OK, 3),
        ("assert a", [value("3"), error()], FAILED, 0),
        ("assert a", [stream("stdout")], FAILED, 0),
        ("assert a", [error("KeyError")], FAILED, 0),
        ("right / 2", [value("1.5")], OK, 1.5),
        ("right / 2", [value("3"), value("1.5")], OK, 1.5),
        ("right / 2", [value("99")], OK, 0),
        ("right / 2", [value("nan")], OK, 0),
        ("right / 2", [value("-1")], OK, 0),
        ("right / 2", [value("'text'")], OK, 3),
        ("right / 2", [value("3"), error()], FAILED, 0),
    ],
)
def test_does_only_the_tests_own_verdict_count(score, source, outputs, reply, points):
    assert score(source, outputs, reply) == points


def test_is_printed_text_kept_in_order_and_one_error_last():
    outputs = [stream("stdout", "a"), error(), stream("stderr", "b"), error()]
    judged = judged_outputs("assert a", outputs, FAILED, 3)
    assert [(o.output_type, o.get("name")) for o in judged] == [
        ("stream", "stdout"),
        ("stream", "stdout"),
        ("error", None),
    ]


def test_does_a_test_that_was_not_run_count_as_not_passed(score):
    assert score("assert a", [stream("stdout"), value("3")], None) == 0
