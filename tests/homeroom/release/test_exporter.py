import copy
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config

from homeroom.notebooks import read_notebook, write_notebook
from homeroom.release.exporter import KeptRelease, keep_releases

ROOT = Path(__file__).parents[3]


class Stop(NbGraderPreprocessor):
    """Ends the conversion of the second notebook as a test wants it."""

    how = Exception

    def preprocess(self, nb, resources):
        if resources["nbgrader"]["notebook"] == "zzz":
            raise self.how("in the middle")
        return nb, resources


@pytest.fixture
def released(course, monkeypatch, tmp_path):
    """A course with two notebooks and a file, released, whose sources have since changed."""
    folder = course.source_path("hw01")
    shutil.copy(course.source_path("hw01", "squares"), folder / "zzz.ipynb")
    (folder / "data").mkdir()
    (folder / "data" / "table.csv").write_text("1,2")
    nbgrader(course)
    change_title(course, "# Changed")
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(kept))
    yield course
    gc.collect()
    assert list(kept.iterdir()) == [], "nothing is left in the temporary folder"


def change_title(course, title):
    path = course.source_path("hw01", "squares")
    nb = read_notebook(path)
    nb.cells[0].source = title
    write_notebook(nb, path)


def snapshot(course):
    folder = course.release_path("hw01")
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def nbgrader(course, how=None, **traits):
    """Run the converter as the command does; fail in the second notebook if `how` is given."""
    config = copy.deepcopy(course.config)
    if how:
        steps = [*config.GenerateAssignment.preprocessors, type("Stop", (Stop,), {"how": how})]
        config.merge(Config(GenerateAssignment={"preprocessors": steps}))
    coursedir = course.nbgrader_coursedir(assignment_id="hw01", **traits)
    converter = GenerateAssignment(coursedir=coursedir, config=config)
    converter.force = True
    converter.start()


@pytest.mark.parametrize(
    ("how", "seen"),
    [
        (ValueError, NbGraderException),
        (KeyboardInterrupt, KeyboardInterrupt),
        (SystemExit, SystemExit),
    ],
)
def test_is_a_release_put_back_when_a_generation_stops_in_the_middle(released, how, seen):
    before = snapshot(released)
    with pytest.raises(seen):
        nbgrader(released, how)
    assert snapshot(released) == before


def test_does_a_generation_that_ends_replace_the_release(released):
    before = snapshot(released)
    nbgrader(released)
    after = snapshot(released)
    assert after != before
    assert after.keys() == before.keys()


def test_does_one_notebook_alone_come_back(released):
    before = snapshot(released)
    with pytest.raises(NbGraderException):
        nbgrader(released, ValueError, notebook_id="zzz")
    assert snapshot(released) == before


def test_does_a_failed_writing_of_files_count_as_well(released, monkeypatch):
    before = snapshot(released)

    def fail(*args):
        raise OSError("disk full")

    monkeypatch.setattr(GenerateAssignment, "set_permissions", fail)
    with pytest.raises(NbGraderException):
        nbgrader(released)
    assert snapshot(released) == before


def test_is_a_skipped_assignment_left_alone(released):
    before = snapshot(released)
    coursedir = released.nbgrader_coursedir(assignment_id="hw01")
    GenerateAssignment(coursedir=coursedir, config=released.config).start()
    assert snapshot(released) == before


def test_does_the_formgraders_way_keep_the_release(released, monkeypatch):
    coursedir = released.nbgrader_coursedir()
    api = NbGraderAPI(coursedir=coursedir, config=released.config)
    before = snapshot(released)
    path = released.source_path("hw01", "zzz")
    good = path.read_bytes()
    path.write_text("{}")
    result = api.generate_assignment("hw01")
    assert not result["success"]
    assert snapshot(released) == before
    path.write_bytes(good)
    result = api.generate_assignment("hw01")
    assert result["success"], result
    assert snapshot(released) != before


def test_does_the_command_keep_the_release(released):
    before = snapshot(released)
    released.source_path("hw01", "zzz").write_text("{}")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "hw01", "--force"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        command, cwd=released.root, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert "Put back as it was before" in ran.stderr
    assert snapshot(released) == before


def test_does_the_last_resort_put_back_only_what_is_missing(released):
    # As if nbgrader had not said that it stopped: the converter simply goes.
    before = snapshot(released)
    for remove in (True, False):
        converter = GenerateAssignment(
            coursedir=released.nbgrader_coursedir(assignment_id="hw01", student_id="."),
            config=released.config,
        )
        converter.init_notebooks()
        keep_releases(converter, set())
        if remove:
            shutil.rmtree(released.release_path("hw01"))
        else:
            (released.release_path("hw01") / "newer.txt").touch()
        del converter
        gc.collect()
        assert before.items() <= snapshot(released).items()
    assert Path("newer.txt") in snapshot(released)


def test_is_there_nothing_to_put_back_where_nothing_was(tmp_path):
    kept = KeptRelease(tmp_path / "none", ["a.ipynb"])
    assert not kept.is_done({"a.ipynb"})
    assert not kept.put_back()
    kept.forget()
