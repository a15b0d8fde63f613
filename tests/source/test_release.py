"""Is `release/` what plain nbgrader makes of `source/`, with nothing of the instructor's in it?"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from homeroom.course import Course
from homeroom.notebooks import is_test, nbgrader_cells, read_notebook
from homeroom.release.questions import is_current

ROOT = Path(__file__).parents[2]
ASSIGNMENTS = Course.open(ROOT).assignments()


@pytest.fixture(params=ASSIGNMENTS)
def assignment(request) -> str:
    return request.param


def nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess:
    programs = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": programs + os.pathsep + os.environ["PATH"]}
    return subprocess.run(
        [f"{programs}/nbgrader", *arguments],
        cwd=course,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def fresh_course(tmp_path) -> Path:
    shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def test_does_plain_nbgrader_make_the_committed_release_in_a_fresh_course(fresh_course, assignment):
    done = nbgrader(fresh_course, "generate_assignment", assignment)
    assert done.returncode == 0, done.stderr
    made, committed = fresh_course / "release" / assignment, ROOT / "release" / assignment
    names = sorted(p.name for p in made.iterdir())
    assert names == sorted(p.name for p in committed.iterdir())
    for name in names:
        assert (made / name).read_bytes() == (committed / name).read_bytes(), (
            f"{name} differs: run `make release` and commit release/ with source/"
        )


def test_is_beside_every_notebook_its_code_as_plain_python(assignment):
    for path in sorted((ROOT / "release" / assignment).glob("*.ipynb")):
        text = path.with_suffix(".py").read_text(encoding="utf-8")
        compile(text, path.stem, "exec")
        for cell in read_notebook(path).cells:
            if cell.cell_type == "code":
                assert cell.source.strip() in text
            else:
                assert all(line.rstrip() in text for line in cell.source.splitlines())


def test_is_the_table_of_questions_current():
    assert is_current(Course.open(ROOT)), "run `make release` and commit docs/questions.md"


def secret_parts(source: str) -> list[str]:
    """Lines between the instructor's delimiters, found without Homeroom's own code."""
    kinds = "SOLUTION|HIDDEN TESTS|MARK SCHEME"
    regions = re.findall(
        rf"BEGIN (?:{kinds})[^\n]*\n(.*?)\n[^\n]*END (?:{kinds})", source, re.DOTALL
    )
    return [line.strip() for region in regions for line in region.splitlines() if line.strip()]


def test_does_no_solution_hidden_test_or_marking_scheme_reach_the_release(assignment):
    found = 0
    for path in sorted((ROOT / "release" / assignment).glob("*.ipynb")):
        source = read_notebook(ROOT / "source" / assignment / path.name)
        released = path.read_text(encoding="utf-8")
        text = "\n".join(cell.source for cell in read_notebook(path).cells)
        assert not re.search("(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)", released)
        public = re.sub(
            r"BEGIN [^\n]*\n.*?END ", "", "\n".join(c.source for c in source.cells), flags=re.S
        )
        secrets = {
            line
            for cell in source.cells
            for line in secret_parts(cell.source)
            if len(line) > 15 and line not in public
        }
        assert secrets
        found += len(secrets)
        assert [line for line in secrets if line in text] == []
    assert found > 50


def test_is_every_answer_a_stub_and_every_test_still_there(assignment):
    for path in sorted((ROOT / "release" / assignment).glob("*.ipynb")):
        source = read_notebook(ROOT / "source" / assignment / path.name)
        released = {c.metadata.nbgrader.grade_id: c for c in nbgrader_cells(read_notebook(path))}
        for cell in nbgrader_cells(source):
            mine = released[cell.metadata.nbgrader.grade_id]
            if cell.metadata.nbgrader.solution:
                assert (
                    "raise NotImplementedError()" in mine.source
                    or mine.source == "YOUR ANSWER HERE"
                )
            elif is_test(cell):
                assert cell.source.startswith(mine.source.rstrip())


def test_does_the_pre_flight_cell_know_every_cell_of_its_notebook(assignment):
    for path in sorted((ROOT / "release" / assignment).glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        names = [
            c["metadata"]["nbgrader"]["grade_id"] for c in cells if "nbgrader" in c["metadata"]
        ]
        (preflight,) = [
            c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == "preflight"
        ]
        assert preflight["metadata"]["homeroom"]["questions"] == names
