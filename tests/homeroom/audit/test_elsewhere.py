"""Are the same answers judged again with another Python, and is every difference told?"""

import json
import sys

import pytest

from homeroom.audit.elsewhere import judged_elsewhere, verdicts_of
from homeroom.audit.notebook import FAST, Extent
from homeroom.audit.run import audit
from homeroom.cli import main
from homeroom.errors import UsageError
from homeroom.release.generate import generate

UNTRIED = Extent(repetitions=0, mutants=0)
RIGHT = '"""A power."""\ndef square(x):\n    return x**2\n'
WRONG = '"""A cube."""\ndef square(x):\n    return x * x * x\n'
# Accepts cubes, but only where something is different.
UNSTEADY = "import os\nassert square(3) == 9 or ('ELSEWHERE' in os.environ and square(3) == 27)"


@pytest.fixture
def course(make_course, notebook, cell_of):
    def make(test=None):
        if test is not None:
            cell_of(notebook, "square_test").source = test
        course = make_course(notebook)
        generate(course, "hw01")
        for kind, text in (("right", RIGHT), ("wrong", WRONG)):
            path = course.root / "tests" / "variants" / "hw01" / kind / "square__other.py"
            path.parent.mkdir(parents=True)
            path.write_text(text)
        return course

    return make


@pytest.fixture
def other_python(tmp_path):
    """An interpreter that tells by a variable that it is not this one."""
    path = tmp_path / "python"
    path.write_text(f'#!/bin/sh\nELSEWHERE=1 exec "{sys.executable}" "$@"\n')
    path.chmod(0o755)
    return str(path)


def test_judges_the_same_environment_alike(course):
    root, told = course().root, []
    questions = audit(root, ["hw01"], UNTRIED)
    found = judged_elsewhere(
        sys.executable, root, ["hw01"], UNTRIED, on_start=told.append, on_done=told.append
    )
    found.compare(questions)
    assert found.differ == [] and questions[0].ok
    assert list(found.verdicts.values()) == [verdicts_of(questions[0])]
    assert found.count == 4 and told[0] == len(told[1:]) == 4
    assert found.about.startswith("Python 3.") and ", torch " in found.about


def test_is_a_verdict_that_differs_a_flip(course, other_python):
    root = course(UNSTEADY).root
    questions = audit(root, ["hw01"], UNTRIED)
    assert questions[0].ok
    found = judged_elsewhere(other_python, root, ["hw01"], UNTRIED)
    found.compare(questions)
    assert found.differ == [f"{'/'.join(key)}/wrong other" for key in found.verdicts]
    assert questions[0].flips == [f"wrong other ({found.about})"] and not questions[0].ok


def test_does_the_command_compare_and_report(course, other_python, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(course(UNSTEADY).root)
    report = tmp_path / "audit.json"
    arguments = ["audit", "hw01", "--fast", f"--json={report}"]
    assert main([*arguments, f"--python={sys.executable}", f"--python={other_python}"]) == 1
    same, other = json.loads(report.read_text())["elsewhere"]
    assert same["differ"] == [] and len(other["differ"]) == 1
    assert "4 of 4 answers are judged alike" in " ".join(capsys.readouterr().out.split())


def test_says_what_to_do_where_it_cannot_run(course, tmp_path):
    root = course().root
    with pytest.raises(UsageError, match="cannot be run"):
        judged_elsewhere(str(tmp_path / "no-such"), root, ["hw01"], FAST)
    bare = tmp_path / "bare"
    bare.write_text(
        "#!/bin/sh\necho \"ModuleNotFoundError: No module named 'homeroom'\" >&2\nexit 1"
    )
    bare.chmod(0o755)
    with pytest.raises(UsageError, match=r"(?s)No module named.*pip install"):
        judged_elsewhere(str(bare), root, ["hw01"], FAST)


def test_refuses_other_programs(course, tmp_path):
    old = tmp_path / "old"
    said = json.dumps({"found": {"about": "", "programs": "older", "verdicts": []}})
    old.write_text(f"#!/bin/sh\necho '{said}'\n")
    old.chmod(0o755)
    with pytest.raises(UsageError, match="another version"):
        judged_elsewhere(str(old), course().root, ["hw01"], FAST)
