"""Does a batch grade what it can, report the rest, and do nothing twice?"""

import json
import os

import nbformat
import pytest
from nbgrader.api import Gradebook

from homeroom.apps.autograde import as_json
from homeroom.grading.batch import autograde
from homeroom.grading.gradebook import COPIES_KEPT, copy_aside, max_scores, scores
from homeroom.release.generate import generate

RIGHT = "def square(x):\n    return x * x"
WRONG = "def square(x):\n    return 2 * x"


@pytest.fixture
def released(course, cell_of):
    generate(course, "hw01")

    def hand_in(student, answer=None, written=None):
        nb = nbformat.read(course.release_path("hw01", "squares"), as_version=4)
        if answer:
            cell_of(nb, "square").source = answer
        if written:
            cell_of(nb, "why").source = written
        path = course.submitted_path(student, "hw01", "squares")
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nb, path)
        return path

    return hand_in


def test_does_a_batch_grade_report_and_resume(course, released):
    released("right", RIGHT, "It is.")
    changed = released("wrong", WRONG)
    released("untouched")
    broken = released("broken")
    broken.write_text("{")
    extra = changed.with_name("weights [1].bin")
    extra.touch()
    os.truncate(extra, 50_000_000)
    before = {p: p.read_bytes() for p in (course.root / "submitted").rglob("*") if p.is_file()}

    first = autograde(course, "hw01")
    assert sorted(first.graded) == ["right", "untouched", "wrong"], first.findings
    assert first.failed == ["broken"]
    assert first.scores == {
        "right": {"squares": {"square_test": 3.0, "why": None}},
        "wrong": {"squares": {"square_test": 0.0, "why": 0.0}},
        "untouched": {"squares": {"square_test": 0.0, "why": 0.0}},
    }
    assert {p: p.read_bytes() for p in before} == before
    assert first.flagged == ["wrong"]
    copied = course.autograded_path("wrong", "hw01").iterdir()
    assert [path.name for path in copied] == ["squares.ipynb"]
    assert set(as_json(first)) >= {
        *("graded", "unchanged", "failed", "flagged", "scores", "seconds"),
        *("seconds_per_submission", "slowest_cells"),
    }
    json.dumps(as_json(first))

    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.find_grade("why", "squares", "hw01", "right").manual_score = 2
        gradebook.db.commit()
    changed.write_text(changed.read_text().replace("2 * x", "x ** 2"))
    second = autograde(course, "hw01")
    assert second.graded == ["wrong"]
    assert sorted(second.unchanged) == ["right", "untouched"]
    assert second.scores["wrong"]["squares"]["square_test"] == 3.0
    assert second.scores["right"]["squares"]["why"] == 2.0


def test_does_a_submission_that_nbgrader_refuses_cost_only_itself(course, released, cell_of):
    refused = released("ada", RIGHT)
    released("bob", RIGHT)
    nb = nbformat.read(refused, as_version=4)
    cell_of(nb, "square").metadata.nbgrader.schema_version = 99
    nbformat.write(nb, refused)
    result = autograde(course, "hw01")
    assert result.graded == ["bob"]
    assert result.failed == ["ada"]
    (finding,) = result.findings
    assert "newer version" in finding.found
    assert "--student=ada" in finding.remedy
    assert set(scores(course, "hw01")) == {"bob"}


def test_are_only_the_named_students_graded(course, released):
    released("ada", RIGHT)
    released("bob", WRONG)
    assert autograde(course, "hw01", students=["bob"]).graded == ["bob"]
    assert set(scores(course, "hw01")) == {"bob"}
    assert max_scores(course, "hw01") == {"square_test": 3.0, "why": 2.0}


def test_is_the_gradebook_copied_aside_and_are_only_the_newest_copies_kept(course, released):
    for number in range(COPIES_KEPT + 3):
        stale = course.root / f"gradebook.db.before-2000-01-0{number + 1}T000000"
        stale.write_bytes(b"")
    copy = copy_aside(course)
    assert copy.read_bytes().startswith(b"SQLite format 3")
    copies = sorted(p.name for p in course.root.glob("gradebook.db.before-*"))
    assert len(copies) == COPIES_KEPT
    assert copies[-1] == copy.name


def test_is_there_nothing_to_copy_before_there_is_a_gradebook(course):
    assert copy_aside(course) is None
