"""Does no attack gain a point, read what it must not, or hurt another submission?"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

import collecting
import homework
import ours
import pytest
import suite
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mangling import DAMAGE, mangled

from homeroom.doctor import nested_namespaces
from homeroom.grading.batch import autograde
from homeroom.grading.restore import restored
from homeroom.notebooks import NotebookError, grade_id, read_notebook

# One of each sort, those first that work against nbgrader.
FAST = (
    "attacker_interpreter_displayhook",
    "attacker_interpreter_import_hook",
    "attacker_interpreter_patched_random",
    "attacker_protocol_forged_execute_result",
    "attacker_judge_nan_share",
    "attacker_notebook_by_hand_becomes_test",
    "attacker_notebook_tag_skip_execution",
    "attacker_files_hidden_tests",
    "attacker_archives_same_name",
    "attacker_archives_traversal",
)

needs_a_box = pytest.mark.skipif(not nested_namespaces()[0], reason="no box can be built here")


@pytest.fixture(autouse=True)
def programs_on_path(monkeypatch):
    """nbgrader starts `alembic`, wherever the tests are run from."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def check(attacks, folder):
    """Run attacks in one batch and compare each verdict with the one that its file names."""
    result = ours.run(attacks, folder)
    worked = {name: found for name, found in result.found.items() if found}
    assert worked == {}
    assert result.honest_hurt == []
    wrong = {
        attack.student: result.verdicts[attack.student]
        for attack in attacks
        if attack.expected not in (result.verdicts[attack.student], "either")
    }
    assert wrong == {}


def test_are_there_attacks_of_every_kind_each_under_its_own_name():
    attacks = suite.read_attacks()
    assert len(attacks) >= 60
    assert max(Counter(attack.student for attack in attacks).values()) == 1
    kinds = {attack.kind for attack in attacks}
    assert kinds == {
        *("archives", "data", "files", "interpreter", "judge", "network", "notebook"),
        *("process", "protocol", "resources", "torch"),
    }
    assert set(FAST) <= {attack.student for attack in attacks}


@needs_a_box
@pytest.mark.slow
def test_do_attacks_of_every_sort_come_to_nothing(tmp_path):
    check([attack for attack in suite.read_attacks() if attack.student in FAST], tmp_path)


@needs_a_box
@pytest.mark.slow
def test_do_all_attacks_come_to_nothing(tmp_path):
    check(suite.read_attacks(), tmp_path)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The homework under attack, generated."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        return ours.make_course(tmp_path_factory.mktemp("mangled") / "course")


def test_is_a_person_told_of_archives_and_do_they_come_to_nothing(course):
    packed = [attack for attack in suite.read_attacks() if attack.pack and not attack.only_boxed]
    released = course.release_path(homework.NAME)
    suite.hand_in_honestly(
        released, course.submitted_path("neighbour", homework.NAME), "plain", "secret-of-the-first"
    )
    honest = collecting.hand_in_honest(released, course.root)
    collected = ours.collect(packed, course)
    assert collected.harm == []
    assert {a.student: f for a in packed if (f := collecting.in_submission(a, course.root))} == {}
    assert set(collected.told) == {a.student for a in packed if a.expected == "flagged"}
    for student in honest:
        folder = course.submitted_path(student, homework.NAME)
        assert sorted(path.stem for path in folder.iterdir()) == sorted(homework.QUESTIONS)


@pytest.fixture(scope="module")
def originals(course):
    """Notebooks to be mangled, and their points: all right, partly right, unanswered."""
    released = course.release_path(homework.NAME, "plain")
    right = homework.answers_of("plain")
    made = []
    for known in (list(right), ["mean", "longest"], []):
        nb = read_notebook(released)
        suite.fill(nb, {name: right[name] for name in known})
        points = sum(homework.full_points("plain")[f"{name}_test"] for name in known)
        made.append((json.loads(json.dumps(nb)), points))
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=DAMAGE)
def test_is_a_damaged_notebook_refused_in_words_or_restored(course, originals, steps, tmp_path):
    path = tmp_path / "plain.ipynb"
    path.write_text(json.dumps(mangled(originals[0][0], steps)))
    try:
        nb = read_notebook(path)
    except NotebookError as error:
        assert error.found and error.remedy
        return
    instructors = read_notebook(course.source_path(homework.NAME, "plain"))
    order = [name for cell in instructors.cells if (name := grade_id(cell))]
    names = [name for cell in restored(nb.cells, instructors.cells) if (name := grade_id(cell))]
    assert names == [name for name in order if name in names]


@needs_a_box
@pytest.mark.slow
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_does_no_damage_to_a_notebook_raise_an_error_or_gain_a_point(course, originals, data):
    before = len(list((course.root / "submitted").glob("*")))
    most = {}
    for number in range(24):
        nb, points = originals[number % len(originals)]
        student = f"s{before + number:04}"
        most[student] = points
        folder = course.submitted_path(student, homework.NAME)
        folder.mkdir(parents=True)
        text = json.dumps(mangled(nb, data.draw(DAMAGE)))
        (folder / "plain.ipynb").write_text(text)
    result = autograde(course, homework.NAME)
    ended = {*result.graded, *result.failed, *result.unchanged}
    assert most.keys() <= ended, "Each is graded, or told to be none"
    for student, points in most.items():
        scores = result.scores.get(student, {}).get("plain", {})
        assert sum(score or 0 for score in scores.values()) <= points
