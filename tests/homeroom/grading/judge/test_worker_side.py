"""Does a real kernel answer a test's questions, and stay alive whatever the answers do?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from jupyter_client.manager import start_new_kernel

from homeroom.grading.judge.branches import branch, close_all
from homeroom.grading.judge.handle import Judge
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.worker_side import UNREACHABLE, Asked, WorkerSide, request

NEXT = """
def answer_of_a_fixture():
    answer.seen = 1 + getattr(answer, "seen", 0)
    return answer.seen


print(testing.probe(answer_of_a_fixture))
"""
CELLS = [
    Given("imports", "import numpy as np\nfrom helpers import testing", True),
    Given("answer", "def answer(x): ...", False),
    Given("a_test", 'assert answer(20) == 21, "One more, please"', True, True),
    Given("next_test", NEXT, True, True),
]


@pytest.fixture(scope="module")
def kernel():
    manager, client = start_new_kernel(kernel_name="python3")
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def side():
    side = WorkerSide(CELLS, lambda cells: branch(cells, None, Judge.spawn))
    yield side
    side.close()
    close_all()


@pytest.fixture
def judge(kernel, side, tmp_path):
    manager, client = kernel

    def run(answers: str, seconds: float = 20.0, tests: Sequence[str] = ("a_test",)):
        client.execute_interactive(answers, timeout=60, output_hook=lambda _: None)
        path = tmp_path / "judge"
        verdicts = side.examine(
            [Asked(test, seconds, 3) for test in tests],
            path,
            lambda: client.execute_interactive(
                request(str(path)), timeout=60, output_hook=lambda _: None
            ),
            manager.interrupt_kernel,
        )
        return verdicts if len(tests) > 1 else verdicts[0]

    return run


def test_does_the_kernel_answer(judge):
    verdict = judge("def answer(x):\n    print('asked')\n    return x + 1")
    assert verdict.passed, verdict.traceback
    assert verdict.printed == "asked\n"


def test_is_a_wrong_answer_lost(judge):
    assert judge("answer = abs").evalue == "One more, please"


@pytest.mark.parametrize(
    "answers",
    [
        "def answer(x):\n    import os\n    os._exit(3)",
        "def answer(x):\n    import os, signal\n    os.kill(os.getpid(), signal.SIGSEGV)",
        "def answer(x):\n    while True:\n        try:\n            while True: pass\n"
        "        except BaseException: pass",
    ],
    ids=["exit", "segfault", "endless"],
)
def test_does_the_kernel_survive_its_answers(judge, answers):
    assert judge(answers, seconds=1.5).ename == "StudentGone"
    assert judge("def answer(x):\n    return x + 1").passed


def test_is_a_kernel_that_does_not_answer_told(judge):
    broken = "import os\nfork_, os.fork = os.fork, None\ndef answer(x): return x + 1"
    assert judge(broken).evalue == UNREACHABLE
    assert judge("os.fork = fork_").passed


def test_do_tests_that_follow_each_other_share_a_fork(judge):
    answer = "def answer(x):\n    print('asked')\n    return x + 1"
    first, second, third = judge(answer, tests=("a_test", "next_test", "next_test"))
    assert first.passed and second.passed and third.passed
    # What student code printed is told once; what a fixture left in an object is still there.
    assert (first.printed, second.printed, third.printed) == ("asked\n", "1\n", "2\n")


def test_is_what_a_fixture_binds_gone_for_the_next_test(judge):
    judge("def answer(x):\n    return 'answer_of_a_fixture' in globals() or x + 1")
    found = judge("pass", tests=("next_test", "a_test"))
    assert [verdict.passed for verdict in found] == [True, True]


def test_does_a_test_that_breaks_off_leave_the_next_to_another_fork(judge):
    answer = "def answer(x):\n    import os\n    os._exit(3)"
    (broken,) = judge(answer, tests=("a_test", "next_test"))
    assert broken.ename == "StudentGone" and not broken.answers_on
    assert judge("pass", tests=("next_test",)).passed
