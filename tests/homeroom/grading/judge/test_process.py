"""Does the judge's own process give verdicts, one after another, and end with its worker?"""

from __future__ import annotations

import os
import signal
import time

import pytest

from homeroom.grading.judge import branches
from homeroom.grading.judge.handle import Judge, JudgeGone
from homeroom.grading.judge.names import Given

from .conftest import GIVEN, student

CELLS = [
    Given("imports", GIVEN, True),
    Given("answer", "def answer(x): ...", False),
    Given("one_test", 'assert answer(1) == 2, "One more, please"', True, True),
    Given("other_test", 'assert torch.is_tensor(answer(torch.ones(2))), "Likewise"', True, True),
]


@pytest.fixture
def judge():
    judge = Judge.spawn()
    judge.open(CELLS)
    yield judge
    judge.close()


def test_does_it_judge_one_test_after_another(judge):
    found = {}
    for test in ("one_test", "other_test"):
        link, child = student("def answer(x):\n    return x + 1")
        with link:
            found[test] = judge.examine(test, link, 20.0, seed=1)
        os.waitpid(child, 0)
    assert all(verdict.passed for verdict in found.values())
    link, child = student("def answer(x):\n    return x")
    with link:
        lost = judge.examine("one_test", link, 20.0, seed=1)
    os.waitpid(child, 0)
    assert (lost.passed, lost.evalue) == (False, "One more, please")


def test_is_a_judge_that_has_died_told_apart_from_a_verdict(judge):
    judge._end()
    link, child = student("def answer(x):\n    return x")
    with link, pytest.raises(JudgeGone):
        judge.examine("one_test", link, 20.0, seed=1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def examine(judge, answer, seconds=20.0, test="one_test"):
    link, child = student(answer)
    with link:
        try:
            return judge.examine(test, link, seconds, seed=1)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


RIGHT = "def answer(x):\n    return x + 1"
REMEMBERS = [
    Given("imports", GIVEN + "\nseen = []", True),
    Given("answer", "def answer(x): ...", False),
    Given("one_test", "seen.append(answer(1))\nassert seen == [2], seen", True, True),
]


def test_do_forks_share_nothing_but_the_notebook():
    origin = Judge.spawn()
    origin.open(REMEMBERS)
    one, other = origin.branch(), origin.branch()
    assert examine(one, RIGHT).passed
    assert not examine(one, RIGHT).passed  # it remembers what its own tests have seen
    assert examine(other, RIGHT).passed
    one.close()
    assert examine(origin.branch(), RIGHT).passed
    origin.close()
    with pytest.raises(JudgeGone):
        examine(other, RIGHT)


def test_is_a_judge_that_has_died_replaced_by_another():
    started = []

    def start():
        started.append(Judge.spawn())
        return started[-1]

    try:
        first = branches.branch(CELLS, "here", start)
        assert examine(branches.branch(CELLS, "here", start), RIGHT).passed
        assert len(started) == 1
        first.origin.close()
        assert examine(branches.branch(CELLS, "here", start), RIGHT).passed
        assert len(started) == 2
        branches.branch(CELLS, "elsewhere", start)
        assert len(started) == 3
    finally:
        branches.close_all()


def test_are_given_cells_run_before_any_submission():
    origin = Judge.spawn()
    cells = [Given("given", "import time\nbegan = time.time()", True), *CELLS[1:2]]
    cells.append(Given("one_test", "answer(0)\nassert time.time() - began > 0.2", True, True))
    origin.open(cells)
    time.sleep(0.3)
    assert examine(origin.branch(), RIGHT).passed
    origin.close()
