"""Does each hostile or broken submission cost at most itself, get named, and end in time?"""

import errno
import os
import sqlite3
import threading
import time
from contextlib import closing

import pytest
from nbformat.v4 import new_code_cell

from homeroom.course import CONFIG_FILE, Course
from homeroom.grading import writer
from homeroom.grading.batch import Means, autograde
from homeroom.notebooks import read_notebook, write_notebook
from homeroom.release.generate import generate

RIGHT = "def square(x):\n    return x * x"

HOSTILE = {
    "loops": """def square(x):
    while True:
        try:
            while True:
                pass
        except KeyboardInterrupt:
            pass""",
    "exits": "import os\ndef square(x):\n    os._exit(0)",
    "exits_at_once": "import os\nos._exit(1)",
    "segfaults": "import ctypes\ndef square(x):\n    ctypes.string_at(0)",
    "prints_much": "def square(x):\n    print('x' * 20_000_000)\n    return x * x",
    "prints_often": """def square(x):
    for _ in range(3000):
        print("x" * 3000, flush=True)
    return x * x""",
}

LIMITS = """
c.Execute.timeout = 4
c.SurvivingExecute.output_bytes = 100_000
c.SurvivingExecute.flood_bytes = 4_000_000
"""


@pytest.fixture
def strict(course):
    """The tiny course with short limits."""
    with (course.root / CONFIG_FILE).open("a") as file:
        file.write(LIMITS)
    course = Course.open(course.root)
    generate(course, "hw01")
    return course


def test_does_a_hostile_answer_cost_its_own_question_and_no_other(strict, hand_in, cell_of):
    hand_in(strict, "honest", square=RIGHT, why="It is.")
    for name, answer in HOSTILE.items():
        path = hand_in(strict, name, square=answer, why="Mine all the same.")
        nb = read_notebook(path)
        nb.cells.insert(0, new_code_cell("before = 'kept'", id="before"))
        nb.cells.append(new_code_cell("print(before)", id="after"))
        write_notebook(nb, path)
    began = time.monotonic()
    result = autograde(strict, "hw01", means=Means(workers=2))
    assert time.monotonic() - began < 150
    assert result.failed == []
    assert result.graded == sorted(["honest", *HOSTILE])
    assert result.flagged == sorted(HOSTILE)
    assert result.scores["honest"]["squares"] == {"square_test": 3.0, "why": None}
    for name in HOSTILE:
        assert result.scores[name]["squares"]["why"] is None, name
        if name != "prints_much":  # what is printed does not count, and its squares are right
            assert result.scores[name]["squares"]["square_test"] == 0.0, name
        nb = read_notebook(strict.autograded_path(name, "hw01", "squares"))
        assert nb.cells[-1].outputs[0].text == "kept\n", f"{name}: later cells go on"
        assert strict.autograded_path(name, "hw01", "squares").stat().st_size < 1_000_000
    said = {f.student: f"{f.found} → {f.remedy}" for f in result.findings}
    assert "could not be stopped" in said["loops"]
    for name in ("exits", "segfaults", "exits_at_once"):
        assert "the kernel died" in said[name]
    assert "cell square_test" in said["exits"] and "cell square:" in said["exits_at_once"]
    assert "by hand" in said["prints_often"]


def test_does_a_kernel_that_dies_again_and_again_come_to_an_end(strict, hand_in):
    path = hand_in(strict, "ada", square=RIGHT, why="It is.")
    nb = read_notebook(path)
    deadly = [new_code_cell("import os\nos._exit(1)", id=f"deadly{n}") for n in range(20)]
    nb.cells = [*deadly, *nb.cells]
    write_notebook(nb, path)
    result = autograde(strict, "hw01")
    assert result.graded == result.flagged == ["ada"]
    assert result.scores["ada"]["squares"] == {"square_test": 0.0, "why": None}
    assert any("died too often" in finding.found for finding in result.findings)


def test_is_a_notebook_out_of_time_ended(strict, hand_in):
    with (strict.root / CONFIG_FILE).open("a") as file:
        file.write("c.SurvivingExecute.notebook_timeout = 6\n")
    course = Course.open(strict.root)
    path = hand_in(course, "ada", square=RIGHT)
    nb = read_notebook(path)
    sleepy = [new_code_cell("import time\ntime.sleep(3)", id=f"sleepy{n}") for n in range(40)]
    nb.cells = [*sleepy, *nb.cells]
    write_notebook(nb, path)
    began = time.monotonic()
    result = autograde(course, "hw01")
    assert time.monotonic() - began < 40
    assert result.scores["ada"]["squares"]["square_test"] == 0.0
    assert any("time for the whole notebook" in finding.found for finding in result.findings)


def test_is_a_gradebook_held_by_another_program_waited_for(strict, hand_in):
    hand_in(strict, "ada", square=RIGHT)
    path = strict.root / "gradebook.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")  # as the formgrader does while it saves
        threading.Timer(8, lambda: other.execute("COMMIT")).start()
        assert autograde(strict, "hw01", means=Means(patience=60)).graded == ["ada"]


def test_is_a_gradebook_that_stays_held_told_and_the_batch_ended(strict, hand_in):
    for student in ("ada", "bob", "eve"):
        hand_in(strict, student, square=RIGHT)
    path = strict.root / "gradebook.db"
    began = time.monotonic()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = autograde(strict, "hw01", means=Means(patience=3))
    assert time.monotonic() - began < 60
    assert result.failed == ["ada", "bob", "eve"]
    assert all("locked" in f.found and "formgrader" in f.remedy for f in result.findings)
    assert autograde(strict, "hw01").graded == ["ada", "bob", "eve"]


def test_does_a_full_disk_cost_what_could_not_be_written(strict, hand_in, monkeypatch):
    for student in ("ada", "bob"):
        hand_in(strict, student, square=RIGHT)
    write_files = writer.write_files

    def full_for_ada(folder, files):
        if "ada" in str(folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_files(folder, files)

    monkeypatch.setattr(writer, "write_files", full_for_ada)
    result = autograde(strict, "hw01")
    assert (result.graded, result.failed) == (["bob"], ["ada"])
    (finding,) = result.findings
    assert "No space left" in finding.found and "make room" in finding.remedy
    assert "ada" not in result.scores
    monkeypatch.undo()
    assert autograde(strict, "hw01").graded == ["ada"]


@pytest.mark.slow
def test_is_a_notebook_of_five_thousand_cells_graded(strict, hand_in):
    path = hand_in(strict, "ada", square=RIGHT)
    nb = read_notebook(path)
    nb.cells += [new_code_cell(f"x{n} = {n}", id=f"many{n}") for n in range(5000)]
    write_notebook(nb, path)
    began = time.monotonic()
    result = autograde(strict, "hw01")
    assert result.scores["ada"]["squares"]["square_test"] == 3.0
    assert time.monotonic() - began < 300
