import json
import os
import sys
import time
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import handin, questions
from helpers.handin import preflight

from .notebooks import code, markdown, write
from .test_notebook import JSON

STUB = "def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()"
SOLUTION = {"solution": True, "grade": False, "locked": False}
TEST = {"solution": False, "grade": True, "locked": True, "points": 4}
WRITTEN = {"solution": True, "grade": True, "locked": False, "points": 8}


def released(cell):
    """Mark a cell with its checksum, as nbgrader does on release."""
    whole = cell | {"source": "".join(cell["source"])}
    cell["metadata"]["nbgrader"]["checksum"] = questions.checksum(whole)
    return cell


def homework(names=("f", "f_test", "why")):
    return [
        code("import helpers"),
        released(code(STUB, grade_id="f", **SOLUTION)),
        released(code("assert f() == 1", grade_id="f_test", **TEST)),
        released(markdown("YOUR ANSWER HERE", grade_id="why", **WRITTEN)),
        code("from helpers import handin\nhandin.check()", run=False)
        | {"metadata": {"homeroom": {"questions": list(names)}}},
    ]


def answered():
    cells = homework()
    cells[1]["source"] = ["def f():\n", "    return 1"]
    cells[3]["source"] = ["Because."]
    return cells


def look(tmp_path, cells):
    return handin.check(write(tmp_path / "hw01.ipynb", cells))


def test_the_untouched_release_has_no_answer(tmp_path, capfd):
    found = look(tmp_path, homework())
    assert [one.grade_id for one in found.questions] == ["f", "why"]
    assert found.unanswered == ["f", "why"]
    assert [one.points for one in found.questions] == [4, 8]
    assert not found.ready
    out, err = capfd.readouterr()
    assert "NOT YET    f    4 points" in out
    assert "0 of 2 questions answered" in out
    assert err == ""


def test_a_complete_notebook_is_ready(tmp_path, capsys):
    found = look(tmp_path, answered())
    assert found.ready
    assert found.problems == found.notes == []
    assert capsys.readouterr().out.splitlines()[-1] == "  ready to hand in"


def test_an_optional_question_does_not_count(tmp_path):
    cells = [*answered(), released(code(STUB, grade_id="extra", **SOLUTION))]
    found = look(tmp_path, cells)
    assert found.unanswered == ["extra"]
    assert found.ready


def test_the_checksum_is_that_of_nbgrader():
    utils = pytest.importorskip("nbgrader.utils")
    nbformat = pytest.importorskip("nbformat")
    for marks in (SOLUTION, TEST, WRITTEN, {"locked": True}, {"points": "2", **SOLUTION}):
        for kind in ("code", "markdown"):
            cell = {"cell_type": kind, "source": "größe = 1\n", "outputs": []}
            cell["metadata"] = {"nbgrader": {"grade_id": "q", **marks}}
            assert questions.checksum(cell) == utils.compute_checksum(nbformat.from_dict(cell))


def test_missing_cells_are_named_from_the_list(tmp_path):
    cells = answered()
    del cells[1]
    del cells[2]
    found = look(tmp_path, cells)
    assert [problem.split(":")[0] for problem in found.problems] == [
        "f is missing", "why is missing"
    ]  # fmt: skip


def test_without_the_list_a_test_tells_of_its_answer(tmp_path):
    cells = answered()[:4]
    del cells[1]
    assert look(tmp_path, cells).problems[0].startswith("f is missing")


def test_doubled_cells_are_named(tmp_path):
    cells = answered()
    found = look(tmp_path, [*cells, cells[1]])
    assert "f is there 2 times" in found.problems[0]


def test_a_changed_test_is_told(tmp_path):
    cells = answered()
    cells[2]["source"] = ["pass"]
    assert "f_test was changed" in look(tmp_path, cells).problems[0]


def test_errors_and_cells_that_were_not_run_are_named(tmp_path):
    cells = answered()
    cells[2]["outputs"] = [{"output_type": "error", "ename": "NameError", "evalue": "name 'f'"}]
    cells[1]["execution_count"] = None
    found = look(tmp_path, cells)
    assert found.problems == ["cell 3 (f_test) ended with an error: NameError name 'f'"]
    assert found.notes == ["not run (or changed since): cell 2 (f)"]


def test_a_notebook_that_was_never_run_is_told(tmp_path):
    cells = answered()
    for cell in cells[:3]:
        cell["execution_count"] = None
    assert "no cell was run" in look(tmp_path, cells).problems[0]


def test_a_notebook_without_marks_is_told(tmp_path):
    assert "nbgrader's marks are gone" in look(tmp_path, [code("x = 1")]).problems[0]


def test_an_old_file_is_told_while_somebody_works_on_it(tmp_path, monkeypatch):
    path = write(tmp_path / "hw01.ipynb", answered())
    old = time.time() - 3 * 3600
    os.utime(path, (old, old))
    assert handin.check(path).notes == []
    monkeypatch.setattr(preflight, "in_notebook", lambda: True)
    assert "last saved 3 hours ago: save it" in handin.check(path).notes[0]


def test_a_large_file_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(preflight, "_LARGE", 100)
    assert "clear the outputs" in look(tmp_path, answered()).problems[0]


def test_the_single_notebook_of_the_folder_is_taken(tmp_path, monkeypatch):
    write(tmp_path / "hw01 (2).ipynb", answered())
    monkeypatch.chdir(tmp_path)
    assert handin.check().file == "hw01 (2).ipynb"
    assert handin.check(tmp_path).ready


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff", b"{}", b'{"cells": [1]}'])
def test_a_bad_file_is_told_and_never_raises(tmp_path, content, capsys):
    path = tmp_path / "hw01.ipynb"
    if content is not None:
        path.write_bytes(content)
    found = handin.check(path)
    assert not found.ready
    assert len(found.problems) == 1
    assert "hw01.ipynb" in capsys.readouterr().out


def test_no_and_several_notebooks_are_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "no notebook in" in handin.check().problems[0]
    for name in "ab":
        write(tmp_path / f"{name}.ipynb", [])
    assert "a.ipynb, b.ipynb" in handin.check().problems[0]


@pytest.mark.parametrize("answer", [True, False])
def test_on_colab_the_open_notebook_is_asked_for(tmp_path, monkeypatch, answer):
    message = ModuleType("google.colab._message")
    asked = []

    def blocking_request(kind, request="", timeout_sec=5):
        asked.append(kind)
        return {"ipynb": {"cells": answered()}} if answer else None

    message.blocking_request = blocking_request
    colab = ModuleType("google.colab")
    colab._message = message
    for name, module in {"google": ModuleType("google"), "google.colab": colab,
                         "google.colab._message": message}.items():  # fmt: skip
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(preflight, "on_colab", lambda: True)
    monkeypatch.chdir(tmp_path)
    found = handin.check()
    assert asked == ["get_ipynb"]
    assert found.ready is answer
    assert found.file == "the notebook open in Colab" if answer else found.problems


MARKS = st.dictionaries(
    st.sampled_from(["grade_id", "solution", "grade", "locked", "points", "checksum"]),
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.lists(st.integers()),
)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "cell_type": st.sampled_from(["code", "markdown", "raw"]),
                "source": st.text(max_size=20),
                "metadata": st.fixed_dictionaries({"nbgrader": MARKS | JSON, "homeroom": JSON}),
                "outputs": JSON,
                "execution_count": JSON,
            }
        ),
        max_size=5,
    )
)
def test_no_notebook_however_wild_raises(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("wild") / "a.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert handin.check(path).file == "a.ipynb"


def test_a_renamed_copy_is_told_the_name_to_hand_in(tmp_path):
    cells = answered()
    cells[-1]["metadata"]["homeroom"]["notebook"] = "hw01"
    assert look(tmp_path, cells).notes == []
    renamed = handin.check(write(tmp_path / "Copy_of_hw01.ipynb", cells))
    assert renamed.notes == ["this copy is called Copy_of_hw01.ipynb: hand it in as hw01.ipynb"]


def test_the_notebook_that_runs_the_check_is_the_one_looked_at(tmp_path, monkeypatch):
    write(tmp_path / "other.ipynb", homework())
    own = write(tmp_path / "hw01.ipynb", answered())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", str(own))
    assert handin.check().file == "hw01.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "gone.ipynb"))
    assert "2 notebooks" in handin.check().problems[0]


def test_the_points_of_a_question_are_those_of_all_its_tests(tmp_path):
    more = released(code("assert f() < 2", grade_id="f_size_test", **TEST | {"points": 3}))
    cells = answered()
    found = look(tmp_path, [*cells[:3], more, *cells[3:]])
    assert {one.grade_id: one.points for one in found.questions} == {"f": 7, "why": 8}
