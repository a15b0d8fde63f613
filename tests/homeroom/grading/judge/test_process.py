"""Does the judge's own process give verdicts, one after another, and end with its worker?"""

from __future__ import annotations

import os
import signal

import pytest

from homeroom.grading.judge.names import Given
from homeroom.grading.judge.process import Judge, JudgeGone

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
