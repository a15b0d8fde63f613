"""Does `homeroom autograde` grade, report each bad file on its own line, and tell by its status?"""

import json

import nbformat
import pytest

from homeroom.cli import main
from homeroom.release.generate import generate


@pytest.fixture
def handed_in(course, cell_of, monkeypatch):
    generate(course, "hw01")
    nb = nbformat.read(course.release_path("hw01", "squares"), as_version=4)
    cell_of(nb, "square").source = "def square(x):\n    return x * x"
    for student, content in (("ada", nbformat.writes(nb)), ("bob", "{"), ("eve", "")):
        path = course.submitted_path(student, "hw01", "squares")
        path.parent.mkdir(parents=True)
        path.write_text(content)
    monkeypatch.chdir(course.root)
    return course


def test_are_good_submissions_graded_and_bad_ones_named_with_a_remedy(handed_in, capsys):
    assert main(["autograde", "hw01", "--json", "out.json"]) == 1
    out = capsys.readouterr().out
    (bob,) = [line for line in out.splitlines() if "submitted/bob" in line]
    assert "not JSON" in bob and "→" in bob
    (eve,) = [line for line in out.splitlines() if "submitted/eve" in line]
    assert "empty" in eve
    assert "1 graded, 0 unchanged, 2 could not be graded" in out
    found = json.loads((handed_in.root / "out.json").read_text())
    assert found["graded"] == ["ada"]
    assert found["failed"] == ["bob", "eve"]
    assert found["scores"]["ada"]["squares"]["square_test"] == 3.0
    assert main(["autograde", "hw01", "--student", "ada"]) == 0
    assert "1 unchanged" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["autograde"], 2, "Name one assignment"),
        (["autograde", "hw01", "hw02"], 2, "Name one assignment"),
        (["autograde", "hw77"], 2, "No assignment 'hw77'"),
        (["autograde", "hw01", "--student", "nobody"], 2, "No submission of hw01 by 'nobody'"),
        (["autograde", "hw01", "--nonsense"], 2, "no option --nonsense"),
        (["autograde", "hw01", "--yes"], 2, "--yes goes with --regrade"),
        (["autograde", "hw01", "--scheduler=tcp://x:1"], 2, "goes with --executor=dask"),
        (["autograde", "hw01", "--executor=magic"], 2, "process"),
        (["autograde", "hw01", "--workers=-1"], 2, "workers"),
    ],
)
def test_is_an_unusable_call_answered_in_a_sentence(handed_in, capsys, arguments, status, message):
    assert main(arguments) == status
    assert message in capsys.readouterr().err
