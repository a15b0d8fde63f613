import json

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from homeroom.notebooks import (
    NotebookError,
    cell_seconds,
    grade_cells,
    grade_ids,
    questions,
    read_notebook,
    write_notebook,
)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"PK\x03\x04\xff\xfe", "not text"),
        (b"{'single': 'quotes'}", r"not JSON \(line 1\)"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a": 1}', "JSON, but not a notebook"),
        (b"[1, 2]", "JSON, but not a notebook"),
        (b'{"nbformat": 3, "worksheets": []}', "old format 3"),
        (b'{"nbformat": 9, "cells": []}', "format 9"),
        (b'{"nbformat": 4, "cells": {}}', "without a list of cells"),
        (b'{"nbformat": 4, "cells": [], "metadata": 3}', "metadata is damaged"),
        (b'{"nbformat": 4, "cells": [5]}', "cell 1 is not a cell"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "poem", "source": ""}]}', "unknown type 'poem'"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "cell 1 has no source text"),
        (
            b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [7]}]}',
            "cell 1 has damaged outputs",
        ),
        (
            b'{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "", "attachments": true}]}',
            "cell 1 has damaged attachments",
        ),
        (
            b'{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "\\ud800"}]}',
            "half characters",
        ),
    ],
)
def test_is_each_kind_of_broken_file_named(tmp_path, content, found):
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookError, match=found) as error:
        read_notebook(path)
    assert str(path) in str(error.value)
    assert error.value.remedy.endswith((".", f"'{path}'"))


def test_are_missing_files_folders_and_giants_named(tmp_path):
    with pytest.raises(NotebookError, match="no such file"):
        read_notebook(tmp_path / "none.ipynb")
    with pytest.raises(NotebookError, match="a folder"):
        read_notebook(tmp_path)
    (tmp_path / "big.ipynb").write_bytes(b" " * 2_000_000)
    with pytest.raises(NotebookError, match="2 MB, more than the 1 MB"):
        read_notebook(tmp_path / "big.ipynb", max_bytes=1_000_000)


def test_is_a_notebook_read_as_it_stands(tmp_path):
    # As Colab saves it: minor 5, no cell ids, source as a list, a byte order mark in front.
    nb = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"colab": {}}, "cells": []}
    nb["cells"].append({"cell_type": "code", "metadata": {"id": "x"}, "source": ["a\n", "b"]})
    (tmp_path / "a.ipynb").write_text("\ufeff" + json.dumps(nb), encoding="utf-8")
    read = read_notebook(tmp_path / "a.ipynb")
    assert read.cells[0].source == "a\nb"
    assert "id" not in read.cells[0]
    assert read.cells[0].outputs == []


def test_does_a_written_notebook_read_the_same(tmp_path, notebook):
    write_notebook(notebook, tmp_path / "a.ipynb")
    assert read_notebook(tmp_path / "a.ipynb") == notebook


def test_which_cells_does_nbgrader_know(notebook):
    assert grade_ids(notebook)[:3] == ["given", "square", "square_test"]
    assert [c.metadata.nbgrader.grade_id for c in grade_cells(notebook)] == ["square_test", "why"]


def test_is_a_question_told_by_kind_points_and_names(notebook, cell_of):
    cell_of(notebook, "square_test").metadata["homeroom"] = {"seconds": 5}
    test, why = questions(notebook)
    assert (test.grade_id, test.kind, test.points) == ("square_test", "auto", 3)
    assert (test.binds, test.seconds) == (("square",), 5)
    assert (why.grade_id, why.kind, why.points, why.seconds) == ("why", "manual", 2, None)


def test_do_two_tests_in_a_row_judge_the_same_answer(notebook, cell_of):
    second = cell_of(notebook, "square_test").copy()
    second.metadata = {"nbgrader": {**second.metadata.nbgrader, "grade_id": "square_again_test"}}
    notebook.cells.insert(4, new_code_cell(second.source, metadata=second.metadata))
    assert [q.binds for q in questions(notebook)][:2] == [("square",), ("square",)]


def test_is_a_check_in_sight_a_question_without_points(notebook, cell_of):
    cell_of(notebook, "given").source = "assert 1 + 1 == 2"
    visible = questions(notebook)[0]
    assert (visible.grade_id, visible.kind, visible.points) == ("given", "visible", 0)


def test_are_seconds_read_from_the_kernels_clock():
    times = {
        "iopub.status.busy": "2025-01-01T10:00:00.000000Z",
        "iopub.status.idle": "2025-01-01T10:00:01.500000Z",
    }
    known = new_code_cell("1", metadata={"nbgrader": {"grade_id": "a"}, "execution": times})
    not_run = new_code_cell("1", metadata={"nbgrader": {"grade_id": "b"}, "execution": {}})
    assert list(cell_seconds(new_notebook(cells=[known, not_run]))) == [("a", 1.5)]
