"""Does `homeroom demo` run from start to end, and does it notice what does not come out right?"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from homeroom.cli import main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def small_demo(course, monkeypatch, capsys):
    """Run the demonstration on the tiny course, whose one question has two ready answers."""
    folder = course.root / "tests" / "variants" / "hw01"
    (folder / "right").mkdir(parents=True)
    (folder / "wrong").mkdir()
    right = '"""By power."""\ndef square(x):\n    return x**2\n'
    (folder / "right" / "square__power.py").write_text(right)
    wrong = folder / "wrong" / "square__doubled.py"
    wrong.write_text('"""Doubled."""\ndef square(x):\n    return 2 * x + 1\n')
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.ExecuteUnlessKept.answer_timeout = 3\n")
    monkeypatch.chdir(course.root)

    def run(*arguments):
        status = main(["demo", "--assignment", "hw01", "--json", "demo.json", *arguments])
        found = json.loads((course.root / "demo.json").read_text())
        (path,) = {Path(page).parents[3] for page in found["assignments"][0]["feedback"]}
        shutil.rmtree(path.parent)
        return status, found, capsys.readouterr().out

    run.wrong = wrong
    return run


def test_does_the_demonstration_come_out_as_expected_and_say_so(small_demo):
    status, found, out = small_demo()
    assert status == 0
    assert set(found) >= {"ok", "assignments", "seconds"}
    (assignment,) = found["assignments"]
    assert assignment["max_points"] == 5
    students = {student["id"]: student for student in assignment["students"]}
    assert len(students) >= 12
    for student in students.values():
        assert set(student) >= {"id", "idea", "expected", "got", "as_expected"}
        assert student["as_expected"], student
    assert students["reference"]["got"] == {"square_test": 3.0, "why": None}
    assert students["accident-2"]["got"] == {"square_test": 0.0, "why": None}
    assert students["square-doubled"]["got"] == {"square_test": 0.0, "why": None}
    assert "submissions came out as expected" in out
    assert ".html" in out


def test_is_a_mistake_that_a_test_lets_through_noticed(small_demo):
    small_demo.wrong.write_text('"""Not wrong at all."""\ndef square(x):\n    return x * x\n')
    status, found, out = small_demo()
    assert status == 1
    assert not found["ok"]
    surprises = [s["id"] for s in found["assignments"][0]["students"] if not s["as_expected"]]
    assert surprises == ["square-doubled"]
    assert "square_test: expected 0.0, got 3.0" in out


def test_is_an_unknown_assignment_refused_in_a_sentence(course, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    assert main(["demo", "--assignment", "hw99"]) == 2
    assert "No assignment 'hw99'" in capsys.readouterr().err


@pytest.mark.slow
def test_does_the_whole_class_of_hw01_come_out_as_expected(tmp_path):
    report = tmp_path / "demo.json"
    command = [sys.executable, "-m", "homeroom.cli", "demo", "--assignment", "hw01"]
    command += ["--json", str(report)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert json.loads(report.read_text())["ok"]
