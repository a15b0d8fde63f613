"""Are given names remembered and put back, and only where a submission needs it?"""

import sys
from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from homeroom.grading.given_names import afterwards, is_given, may_delete


def test_is_only_locked_code_that_is_no_test_given(notebook):
    given = [cell.id for cell in notebook.cells if is_given(cell)]
    assert given == ["given", "train", "preflight"]


@pytest.mark.parametrize("source", ["del torch", "%reset -f", "globals().pop('np')"])
def test_is_a_cell_that_may_delete_noticed(notebook, source):
    assert not may_delete(notebook.cells)
    assert may_delete([*notebook.cells, new_code_cell(source)])


@pytest.mark.parametrize("cell", [new_code_cell("model = 'delta'"), new_markdown_cell("del x")])
def test_is_nothing_done_where_nothing_is_deleted(notebook, cell):
    assert not may_delete([*notebook.cells, cell])


def test_are_deleted_names_put_back_and_changed_ones_left(notebook, monkeypatch):
    shell = SimpleNamespace(user_ns={"multiply_carefully": "given", "device": "given"})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    given = next(cell for cell in notebook.cells if cell.id == "given")
    given.source += "\ndevice = 'cpu'"
    exec(afterwards(given), {})
    del shell.user_ns["multiply_carefully"]
    shell.user_ns["device"] = "changed"
    exec(afterwards(new_code_cell("anything")), {})
    assert shell.user_ns == {"multiply_carefully": "given", "device": "changed"}
