"""Which files beside a notebook go along, and which never?"""

import pytest

from homeroom.extra_files import why_not


@pytest.mark.parametrize(
    ("name", "content", "goes"),
    [
        ("layers.py", b"", True),
        ("my/layers.py", b"", True),
        ("torch/weights.npz", b"", True),
        ("model.pt", b"", True),
        ("model.pth", b"PK\x03\x04more", True),
        ("old.pth", b"\x80\x02more", True),
        ("course.pth", b"import os", False),
        ("sitecustomize.py", b"", False),
        ("conftest.py", b"", False),
        ("helpers/data.csv", b"", False),
        ("homeroom.py", b"", False),
        ("numpy.py", b"", False),
        ("random/__init__.py", b"", False),
        ("fast.cpython-311-x86_64-linux-gnu.so", b"", False),
        ("two\nlines.txt", b"", False),
    ],
)
def test_does_a_file_go_along(tmp_path, name, content, goes):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert (why_not(path, tmp_path) == "") is goes


def test_does_a_list_of_the_course_decide_which_kinds_go_along(tmp_path):
    assert why_not(tmp_path / "a.csv", tmp_path, ["*.csv"]) == ""
    assert "not asked for" in why_not(tmp_path / "a.zip", tmp_path, ["*.csv"])
