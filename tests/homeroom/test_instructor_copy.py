"""The instructor's notebook, read once and copied for each submission."""

import os

from homeroom.instructor_copy import _read
from homeroom.notebooks import write_notebook


def test_a_copy_can_be_changed_and_a_changed_file_is_read_again(notebook, tmp_path):
    path = tmp_path / "hw01.ipynb"
    write_notebook(notebook, path)
    first = _read(path)
    first.cells[0].source = "changed in memory"
    assert _read(path) == notebook
    notebook.cells[0].source = "changed on disk"
    write_notebook(notebook, path)
    os.utime(path, ns=(1, 1))
    assert _read(path) == notebook
