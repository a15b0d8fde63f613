"""Does an audit find what is wrong with tests, on the tiny course?"""

import copy
import json
from types import SimpleNamespace

import pytest

from homeroom.apps.audit import as_json, fell_short
from homeroom.audit.notebook import FAST, Extent
from homeroom.audit.page import render_page
from homeroom.audit.result import EQUIVALENT, KILLED, SURVIVED, kill_rate
from homeroom.audit.run import audit
from homeroom.cli import main
from homeroom.release.generate import generate

ALL = Extent(repetitions=1)


@pytest.fixture
def weak_course(make_course, notebook, cell_of):
    """The tiny course with a hidden test that looks at one number only."""

    def make(test=None, **variants):
        if test is not None:
            cell_of(notebook, "square_test").source = test
        course = make_course(notebook)
        generate(course, "hw01")
        for name, text in variants.items():
            path = course.root / "tests" / "variants" / "hw01" / name.replace("_IS_", "/")
            path = path.with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'"""Another way."""\n{text}\n')
        return course

    return make


def audited(course, extent=ALL, **options):
    (question,) = audit(course.root, ["hw01"], extent, **options)
    return question


def test_does_a_good_test_kill_what_is_wrong(weak_course):
    found = audited(weak_course())
    assert found.solution_ok and found.stub_ok and found.ok
    assert found.with_fate(KILLED) and not found.with_fate(SURVIVED)
    assert {mutant.by for mutant in found.with_fate(KILLED)} == {"square_test"}
    assert found.runs == 3 and found.seconds["square_test"] > 0


def test_does_a_mutant_survive_a_weak_test_and_is_it_shown(weak_course):
    found = audited(weak_course("assert square(1) == 1\nassert callable(square)"))
    assert "return x" in {mutant.becomes for mutant in found.with_fate(SURVIVED)}
    assert "+    return x" in "\n".join(as_json([found], 0)["questions"][0]["survivors"])


def test_does_a_test_that_accepts_the_untouched_cell_show(weak_course):
    assert not audited(weak_course("assert callable(square)")).stub_ok


def test_does_a_test_that_rejects_the_solution_show(weak_course):
    found = audited(weak_course("assert square(2) == 5"))
    assert not found.solution_ok and fell_short([found]) == ["square"]


RIGHT = "def square(x):\n    return x**2"
WRONG = "def square(x):\n    return 2 * x"


def test_are_ready_answers_judged(weak_course):
    found = audited(weak_course(right_IS_square__power=RIGHT, wrong_IS_square__double=WRONG))
    assert [(a.idea, a.lost, a.as_meant) for a in found.answers] == [
        ("power", (), True),
        ("double", ("square_test",), True),
    ]


def test_are_answers_found_that_are_judged_otherwise_than_meant(weak_course):
    course = weak_course(
        "assert square(2) == 4\nassert type(square(2.0)) is int or True",
        right_IS_square__cube="def square(x):\n    return x**3",
        wrong_IS_square__double=WRONG,
    )
    found = audited(course, FAST)
    assert [a.as_meant for a in found.answers] == [False, False] and not found.ok


def test_is_a_verdict_that_hangs_on_chance_found(weak_course):
    # Right with seed 0, wrong with the others.
    chance = (
        "import torch\nfirst = torch.initial_seed()\n"
        "def square(x):\n    return x * x if first == 0 else 0"
    )
    found = audited(weak_course(right_IS_square__lucky=chance))
    assert found.flips == ["lucky"] and found.answers[0].as_meant


def test_is_a_verdict_that_hangs_on_time_found(weak_course):
    # Wrong as soon as its process has been halted and goes on.
    hurried = (
        "import signal, time\nhalts = []\n"
        "signal.signal(signal.SIGCONT, lambda *_: halts.append(1))\n"
        "def square(x):\n    time.sleep(0.2)\n    return x * x if not halts else 0"
    )
    course = weak_course(right_IS_square__hurried=hurried, right_IS_square__power=RIGHT)
    found = audited(course, Extent(repetitions=0, mutants=0))
    assert found.flips == ["hurried"] and all(answer.as_meant for answer in found.answers)
    assert found.runs == 1 and found.mutants == []
    assert found.solution_ok and found.stub_ok
    untroubled = audited(course, Extent(repetitions=0, mutants=0, halting=False))
    assert untroubled.flips == [] and untroubled.runs == 0


def test_is_a_mutant_with_the_same_results_recognised(weak_course, notebook, cell_of):
    cell_of(
        notebook, "square"
    ).source = (
        "def square(x):\n    ### BEGIN SOLUTION\n    return x * x + 0.0 * 3\n    ### END SOLUTION"
    )
    found = audited(weak_course())
    same = {mutant.becomes for mutant in found.with_fate(EQUIVALENT)}
    assert {"return x * x + 0.0 * 4", "return x * x + 0.0 / 3"} <= same
    assert "return x * x + 1.0 * 3" not in same


def test_is_a_mutant_that_only_other_inputs_tell_apart_no_equivalent(weak_course):
    found = audited(weak_course("assert square(2.0) == 4.0"))
    assert "return multiply_carefully(x, x)" not in {m.becomes for m in found.mutants}
    assert not found.with_fate(EQUIVALENT)


LISTED = """[[equivalent]]
question = "square"
operator = "call left out"
line = "return multiply_carefully(x, x)"
reason = "One is its own square."
"""


def test_does_a_listed_mutant_count_as_equivalent(weak_course):
    course = weak_course("assert square(1) == 1", right_IS_square__power=RIGHT)
    (course.root / "tests" / "variants" / "hw01" / "equivalent.toml").write_text(LISTED)
    found = audited(course)
    assert [m.by for m in found.with_fate(EQUIVALENT)] == ["One is its own square."]
    assert found.stale == [] and kill_rate([found]) == 1


def test_is_an_entry_about_a_killed_mutant_reported(weak_course):
    course = weak_course(right_IS_square__power=RIGHT)
    (course.root / "tests" / "variants" / "hw01" / "equivalent.toml").write_text(LISTED)
    assert len(audited(course).stale) == 1


def test_is_only_what_changed_audited_again(weak_course):
    course = weak_course(right_IS_square__power=RIGHT)
    trials = []
    first = audited(course, on_start=trials.append)
    assert audited(course, changed_only=True, on_start=trials.append) == first
    path = course.root / "tests" / "variants" / "hw01" / "right" / "square__times.py"
    path.write_text('"""Another."""\ndef square(x):\n    return x * x\n')
    again = audited(course, changed_only=True, on_start=trials.append)
    assert len(again.answers) == 2
    assert trials[1] == 0 and trials[2] > trials[0]


def test_does_an_audit_that_was_broken_off_go_on_where_it_was(weak_course, notebook, cell_of):
    for name in ("square", "square_test"):
        cell = copy.deepcopy(cell_of(notebook, name))
        cell.id, cell.source = f"another-{cell.id}", cell.source.replace("square", "cube")
        cell.metadata.nbgrader.grade_id = name.replace("square", "cube")
        notebook.cells.append(cell)
    course, seen = weak_course(), []

    def stop(label):
        if label.startswith("cube"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit(course.root, ["hw01"], ALL, on_done=stop)
    found = audit(course.root, ["hw01"], ALL, changed_only=True, on_done=seen.append)
    assert [question.question for question in found] == ["square", "cube"]
    assert any(label.startswith("cube ") for label in seen)
    assert not any(label.startswith("square ") for label in seen)


def test_are_as_many_trials_made_as_were_announced(weak_course):
    course = weak_course(right_IS_square__power=RIGHT)
    seen = SimpleNamespace(total=0, done=0)

    def count(label):
        seen.done += 1

    audited(course, on_start=lambda total: setattr(seen, "total", total), on_done=count)
    assert seen.done == seen.total > 5


def test_does_the_page_show_survivors_and_who_loses_what(weak_course):
    course = weak_course("assert square(1) == 1 and square(3) != 6", wrong_IS_square__double=WRONG)
    page = render_page([audited(course)], 1.0)
    assert '<span class="plus">+    return x</span>' in page
    assert '<td class="own">1</td>' in page


def test_does_the_command_write_its_reports_and_say_what_fell_short(
    weak_course, tmp_path, monkeypatch, capsys
):
    course = weak_course("assert square(1) == 1")
    monkeypatch.chdir(course.root)
    files = {name: tmp_path / f"audit.{name}" for name in ("json", "html")}
    arguments = [f"--{name}={path}" for name, path in files.items()]
    assert main(["audit", "hw01", "--fast", *arguments]) == 1
    (question,) = json.loads(files["json"].read_text())["questions"]
    assert {
        "assignment", "notebook", "grade_id", "points", "solution_ok", "stub_ok", "right_accepted",
        "right_total", "wrong_rejected", "wrong_total", "mutants_killed", "mutants_total",
        "mutants_equivalent", "survivors", "flips", "runs", "seconds", "leaks_to",
    } <= set(question)  # fmt: skip
    assert "<h2>hw01</h2>" in files["html"].read_text()
    assert "survived" in capsys.readouterr().out


def test_is_an_unknown_assignment_refused(weak_course, monkeypatch):
    monkeypatch.chdir(weak_course().root)
    assert main(["audit", "hw09"]) != 0


def test_are_mutants_left_out_on_request(weak_course, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(weak_course("assert square(1) == 1", right_IS_square__power=RIGHT).root)
    arguments = ["--without-mutants", "--repetitions=0", f"--json={tmp_path / 'found.json'}"]
    assert main(["audit", "hw01", *arguments]) == 0  # a mutant would have shown the weak test
    assert "no mutants tried" in capsys.readouterr().out
    (question,) = json.loads((tmp_path / "found.json").read_text())["questions"]
    assert question["mutants_total"] == 0 and question["right_accepted"] == question["right_total"]
