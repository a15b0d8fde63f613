import importlib.util

import pytest

from helpers.definitions import failure, load_definitions
from helpers.notebook import NotebookError

from .notebooks import LENET, code, write


def names(definitions):
    return {name for name in definitions.names if not name.startswith("__")}


def test_only_defining_statements_run(tmp_path):
    found = load_definitions(write(tmp_path / "hw01.ipynb", LENET))
    expected = {"torch", "nn", "setup", "WIDTH", "make_features", "make_classifier", "make_loss"}
    assert names(found) == expected | {"make_optimizer", "LeNet"}
    assert found.names["LeNet"]().classifier[0].out_features == 8


def test_what_was_left_out_is_noted_with_its_place(tmp_path):
    notes = load_definitions(write(tmp_path / "hw01.ipynb", LENET)).notes
    assert notes[-1] == "hw01.ipynb, code cell 8, line 1: not Python (invalid syntax)"
    if importlib.util.find_spec("google") is None:
        assert notes[0].startswith("hw01.ipynb, code cell 1, line 4: ModuleNotFoundError")


@pytest.mark.parametrize(
    ("source", "defined"),
    [
        ("a = 3; b: int = -2 * a; c = (a, [b, {'x': a}])", {"a", "b", "c"}),
        ("a, b = 1, 2", {"a", "b"}),
        ("a = print(1)", set()),
        ("a = [n for n in range(3)]", set()),
        ("for a in (1,): pass", set()),
        ("if True:\n    a = 1", set()),
        ("import math as m\nb = m.pi", {"m", "b"}),
        ("import math\nmath.pi = 3", {"math"}),
    ],
)
def test_what_counts_as_defining(tmp_path, source, defined):
    path = tmp_path / "answers.py"
    path.write_text(source)
    assert names(load_definitions(path)) == defined


def test_dataclasses_find_their_module(tmp_path):
    path = tmp_path / "answers.py"
    path.write_text("from dataclasses import dataclass\n@dataclass\nclass A:\n    x: 'int' = 1\n")
    assert load_definitions(path).names["A"]().x == 1


def test_the_digest_follows_definitions_and_nothing_else(tmp_path):
    path = tmp_path / "a.ipynb"

    def digest(*sources):
        return load_definitions(write(path, [code(source) for source in sources])).digest

    first = digest("def f():\n    return 1", "print(2)")
    assert digest("# a comment\ndef f():\n    return (1)", "print(3)") == first
    assert digest("def f():\n    return 2", "print(2)") != first


def test_a_failure_names_cell_line_and_function(tmp_path):
    path = write(tmp_path / "hw01.ipynb", [code("def f():\n    return 1 / 0")])
    with pytest.raises(ZeroDivisionError) as caught:
        load_definitions(path).names["f"]()
    assert failure(caught.value, path) == (
        "hw01.ipynb, code cell 1, line 2, in f: ZeroDivisionError: division by zero"
    )


@pytest.mark.parametrize("name", ["answers.txt", "missing.py", "missing.ipynb"])
def test_files_that_cannot_be_read_are_told(tmp_path, name):
    with pytest.raises(NotebookError, match=name):
        load_definitions(tmp_path / name)
