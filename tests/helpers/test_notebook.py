import ast
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.notebook import NotebookError, cells_of, find_notebook, plain_python, read_notebook

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["cells", "cell_type", "source", "metadata", "outputs", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_cells_or_one_clear_error(content):
    try:
        cells = cells_of(content, "file")
    except NotebookError as error:
        assert "no cells" in str(error)
    else:
        for cell in cells:
            assert isinstance(cell["source"], str)
            assert isinstance(cell["metadata"], dict)
            assert all(isinstance(output, dict) for output in cell["outputs"])


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe", b"[" * 100_000, b"{}"])
def test_a_file_that_is_no_notebook_is_told(tmp_path, content):
    path = tmp_path / "hw01.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookError, match=r"hw01.ipynb (is not a notebook|has no cells)"):
        read_notebook(path)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("\ufeff" + json.dumps({"cells": []}), encoding="utf-8")
    assert read_notebook(path) == []


@pytest.mark.parametrize(
    "name",
    ["hw01.ipynb", "Copy_of_hw01.ipynb", "hw01 (1).ipynb", "HW01-final.ipynb", "hw01_a.ipynb"],
)
def test_a_renamed_notebook_is_found(tmp_path, name):
    for other in (name, "hw02.ipynb", "myhw01x.txt", "hw011.ipynb"):
        (tmp_path / other).touch()
    assert find_notebook(tmp_path, "hw01").name == name


def test_none_or_several_are_an_error_that_names_them(tmp_path):
    with pytest.raises(NotebookError, match="no notebook in"):
        find_notebook(tmp_path)
    (tmp_path / "notes.ipynb").touch()
    assert find_notebook(tmp_path).name == "notes.ipynb"
    with pytest.raises(NotebookError, match=r"no hw01 notebook in .*\(it holds notes.ipynb\)"):
        find_notebook(tmp_path, "hw01")
    (tmp_path / "hw01.ipynb").touch()
    (tmp_path / "hw01 (1).ipynb").touch()
    with pytest.raises(NotebookError, match=r"2 hw01 notebooks in .*hw01 \(1\).ipynb, hw01.ipynb"):
        find_notebook(tmp_path, "hw01")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%time x = 1\ny = 2", "pass\ny = 2"),
        ("files = !ls\nz = 1", "pass\nz = 1"),
        ("model?\nmodel.fit??", "pass\npass"),
        ("try:\n    import a\nexcept ImportError:\n    !pip install a",
         "try:\n    import a\nexcept ImportError:\n    pass"),
        ("%%time\nx = 1", "pass\nx = 1"),
        ("%%bash\nls", ""),
        ("x = (5\n% 3)", "x = (5\n% 3)"),
        ("text = '''\n!not a command\n'''", "text = '''\n!not a command\n'''"),
        ("", ""),
    ],
)  # fmt: skip
def test_lines_of_ipython_become_pass(source, expected):
    assert plain_python(source) == expected
    ast.parse(plain_python(source))


@given(st.text(max_size=40))
def test_any_text_keeps_its_number_of_lines(source):
    plain = plain_python(source)
    assert plain == "" or len(plain.split("\n")) == len(source.splitlines())


def test_reading_warns_nobody(recwarn):
    plain_python("pattern = '\\d'")
    assert len(recwarn) == 0
