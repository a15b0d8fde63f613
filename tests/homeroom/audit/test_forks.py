"""Is work in forks given back whole, stopped when it takes too long, and are its errors told?"""

import time

import pytest

from homeroom.audit.forks import ForkError, Overdue, in_forks, streamed


def test_is_everything_streamed_in_order():
    assert list(streamed(lambda: iter(range(5)))) == [0, 1, 2, 3, 4]


def test_are_errors_of_a_fork_told_with_their_traceback():
    def work():
        yield 1
        raise ValueError("found a nail")

    with pytest.raises(ForkError, match="found a nail"):
        list(streamed(work))


def test_are_large_results_whole():
    ((_, result),) = in_forks([(0, lambda: bytes(1_000_000))], 1, 60)
    assert len(result) == 1_000_000


def test_is_work_that_hangs_stopped():
    work = [("late", lambda: time.sleep(60)), ("soon", lambda: 3)]
    began = time.monotonic()
    assert dict(in_forks(work, 2, 0.5)) == {"soon": 3, "late": Overdue(0.5)}
    assert time.monotonic() - began < 20
