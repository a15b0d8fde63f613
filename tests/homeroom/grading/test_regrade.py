"""Are tests that changed after hand-in applied only when wanted, and what people entered kept?"""

import json

import pytest
from nbgrader.api import Gradebook

from homeroom.cli import main
from homeroom.grading.batch import autograde
from homeroom.grading.snapshot import snapshot
from homeroom.grading.writer import Difference
from homeroom.notebooks import read_notebook, write_notebook
from homeroom.release.generate import generate

SQUARE = "def square(x):\n    return x * x"
ROUNDED = "def square(x):\n    return round(x * x, 3)"
DOUBLE = "def square(x):\n    return 2 * x"


@pytest.fixture
def graded(course, hand_in, monkeypatch):
    """A graded class in which a person has entered points, a comment and extra credit."""
    generate(course, "hw01")
    hand_in(course, "ada", square=SQUARE, why="So it is.")
    hand_in(course, "bob", square=ROUNDED)
    hand_in(course, "eve", square=DOUBLE)
    autograde(course, "hw01")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        mended = gradebook.find_grade("square_test", "squares", "hw01", "bob")
        mended.manual_score, mended.extra_credit = 2.5, 0.25
        gradebook.find_grade("why", "squares", "hw01", "ada").manual_score = 1.5
        gradebook.find_comment("why", "squares", "hw01", "ada").manual_comment = "Nearly."
        gradebook.db.commit()
    monkeypatch.chdir(course.root)
    return course


def make_stricter(course, cell_of):
    """Change a hidden test inside its cell, as an instructor would."""
    path = course.source_path("hw01", "squares")
    nb = read_notebook(path)
    test = cell_of(nb, "square_test")
    test.source = test.source.replace(
        "### END HIDDEN", 'assert square(0.001) == 1e-6, "Small ones"\n### END HIDDEN'
    )
    write_notebook(nb, path)
    generate(course, "hw01")


def test_does_a_change_of_tests_wait_for_a_decision(graded, cell_of, capsys):
    assert autograde(graded, "hw01").outdated == []
    make_stricter(graded, cell_of)
    before = snapshot(graded.db_url)
    waiting = autograde(graded, "hw01")
    assert waiting.outdated == waiting.unchanged == ["ada", "bob", "eve"]

    seen = []
    refused = autograde(graded, "hw01", confirm=lambda found: seen.extend(found) or False)
    assert seen == [Difference("bob", "squares", "square_test", 3.0, 0.0, manual=True)]
    assert not refused.applied and refused.graded == []
    assert snapshot(graded.db_url) == before

    assert main(["autograde", "hw01", "--regrade", "--json", "out.json"]) == 1
    out = capsys.readouterr().out
    assert "squares/square_test" in out and "a person's points stay" in out
    assert "Give --yes" in out
    assert json.loads((graded.root / "out.json").read_text())["applied"] is False
    assert snapshot(graded.db_url) == before


def test_do_entries_of_a_person_survive_a_regrading(graded, cell_of, capsys):
    make_stricter(graded, cell_of)
    assert main(["autograde", "hw01", "--regrade", "--yes", "--json", "out.json"]) == 0
    assert "1 changes for 1 students" in capsys.readouterr().out
    found = json.loads((graded.root / "out.json").read_text())
    assert found["graded"] == ["ada", "bob", "eve"]
    assert found["scores"]["bob"]["squares"]["square_test"] == 2.75
    with Gradebook(graded.db_url, graded.course_id) as gradebook:
        bob = gradebook.find_grade("square_test", "squares", "hw01", "bob")
        assert (bob.auto_score, bob.manual_score, bob.extra_credit) == (0.0, 2.5, 0.25)
        assert bob.needs_manual_grade, "a person should look at it again, as with nbgrader"
        assert gradebook.find_grade("why", "squares", "hw01", "ada").manual_score == 1.5
        comment = gradebook.find_comment("why", "squares", "hw01", "ada")
        assert comment.manual_comment == "Nearly."
    assert "Small ones" in graded.autograded_path("bob", "hw01", "squares").read_text()
    again = autograde(graded, "hw01")
    assert again.outdated == [] and len(again.unchanged) == 3
