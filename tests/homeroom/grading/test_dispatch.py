"""Does every job come to an end, and is one that kills its worker tried once more, alone?"""

from concurrent.futures import BrokenExecutor, Executor, Future

import pytest

from homeroom.grading.dispatch import run
from homeroom.grading.intake import Submission
from homeroom.grading.job import Graded, Job
from homeroom.grading.ledger import GRADED, Digests, Ledger
from homeroom.grading.plan import Planned

DIGESTS = Digests("s", "a", "e")


class Machine(Executor):
    """An executor that grades at once; what `deadly` names kills it, `lies` answers nonsense."""

    def __init__(self, deadly=(), lies=()):
        self.deadly, self.lies = list(deadly), lies
        self.started, self.flying = [], 0
        self.crowd = []

    def submit(self, function, /, parcel):
        student = parcel.decode()
        self.started.append(student)
        future = Future()
        if student in self.deadly:
            self.deadly.remove(student)
            future.set_exception(BrokenExecutor("killed by SIGSEGV"))
        elif student in self.lies:
            future.set_result(b"nonsense")
        else:
            future.set_result(Graded(student).to_bytes())
        return future


class Parcel(Job):
    """A job that is only its student's name."""

    def to_bytes(self):
        return self.student.encode()


@pytest.fixture
def ledger(course):
    made = Ledger(course)
    yield made
    made.close()


@pytest.fixture
def dispatch(course, ledger):
    def go(machine, *students, slots=2, **planned):
        todo = [Planned(Submission(s, course.root), DIGESTS, **planned) for s in students]
        ended = {}

        def finish(done):
            ended[done.planned.student] = done
            ledger.end(done.row, "failed" if done.result.failure else GRADED)

        run(todo, lambda p: Parcel(p.student, None, {}), machine, slots, ledger, "hw01", finish)
        return ended

    return go


def test_does_a_job_that_kills_its_worker_once_run_alone_and_last(dispatch, ledger):
    machine = Machine(deadly=["bob"])
    ended = dispatch(machine, "ada", "bob", "eve", "zoe", slots=1)
    assert machine.started == ["ada", "bob", "eve", "zoe", "bob"]
    assert not ended["bob"].result.failure
    assert set(ledger.graded("hw01")) == {"ada", "bob", "eve", "zoe"}


def test_does_a_job_that_kills_it_twice_fail_and_no_other(dispatch, ledger):
    machine = Machine(deadly=["bob", "bob"])
    ended = dispatch(machine, "ada", "bob", "eve")
    assert ended["bob"].died and "SIGSEGV" in ended["bob"].result.failure
    assert set(ledger.graded("hw01")) == {"ada", "eve"}
    assert ledger.entries("hw01")["bob", DIGESTS].deaths == 1  # the last is told by `Outcomes`


def test_does_a_death_in_an_earlier_batch_count(dispatch):
    machine = Machine(deadly=["bob"])
    ended = dispatch(machine, "bob", deaths=1, alone=True)
    assert machine.started == ["bob"] and ended["bob"].died


def test_is_an_answer_that_is_none_a_failure(dispatch):
    ended = dispatch(Machine(lies=["ada"]), "ada", "bob")
    assert "cannot be read" in ended["ada"].result.failure
    assert not ended["bob"].result.failure


def test_is_a_submission_that_cannot_be_read_a_failure(course, ledger):
    def unreadable(planned):
        raise PermissionError(13, "Permission denied")

    ended = []
    todo = [Planned(Submission("ada", course.root), DIGESTS)]
    run(todo, unreadable, Machine(), 1, ledger, "hw01", ended.append)
    assert "Permission denied" in ended[0].result.failure
