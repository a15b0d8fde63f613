"""Does the ledger know what the gradebook holds, and count what did not come to an end?"""

import pytest

from homeroom.grading.ledger import (
    DIED,
    FAILED,
    FOLDER,
    GRADED,
    Digests,
    Entry,
    Ledger,
    LedgerError,
)

ONE, TWO = Digests("s1", "a", "e"), Digests("s2", "a", "e")


@pytest.fixture
def ledger(course):
    made = Ledger(course)
    yield made
    made.close()


def test_is_a_job_known_as_graded_until_another_begins(ledger):
    ledger.end(ledger.start("hw01", "ada", ONE), GRADED, 1.0)
    assert ledger.graded("hw01") == {"ada": ONE}
    assert ledger.graded("hw02") == {}
    row = ledger.start("hw01", "ada", TWO)  # killed here, nobody knows what was written
    assert ledger.graded("hw01") == {}
    ledger.end(row, GRADED)
    assert ledger.graded("hw01") == {"ada": TWO}


def test_does_a_failure_leave_what_was_graded_before(ledger):
    ledger.end(ledger.start("hw01", "ada", ONE), GRADED)
    ledger.end(ledger.start("hw01", "ada", TWO), FAILED, note="nbgrader refused it")
    assert ledger.graded("hw01") == {"ada": ONE}


def test_does_a_held_job_change_nothing_before_it_is_applied(ledger):
    ledger.end(ledger.start("hw01", "ada", ONE), GRADED)
    row = ledger.start("hw01", "ada", TWO, held=True)
    assert ledger.graded("hw01") == {"ada": ONE}
    ledger.apply(row)
    assert ledger.graded("hw01") == {}
    ledger.end(row, GRADED)
    assert ledger.graded("hw01") == {"ada": TWO}


def test_are_starts_and_deaths_counted_until_it_goes_well(ledger):
    ledger.start("hw01", "ada", ONE)
    ledger.end(ledger.start("hw01", "ada", ONE), DIED)
    ledger.end(ledger.start("hw01", "bob", ONE), FAILED)
    assert ledger.entries("hw01")["ada", ONE] == Entry(starts=2, deaths=1)
    assert ledger.entries("hw01")["bob", ONE] == Entry()
    ledger.end(ledger.start("hw01", "ada", ONE), GRADED)
    assert ledger.entries("hw01")["ada", ONE] == Entry()


def test_is_its_folder_ignored_by_git(course, ledger):
    assert (course.root / FOLDER / ".gitignore").read_text() == "*\n"


def test_is_a_damaged_ledger_told_with_the_remedy(course):
    (course.root / FOLDER).mkdir()
    (course.root / FOLDER / "ledger.db").write_bytes(b"not a database" * 100)
    with pytest.raises(LedgerError, match="delete it: everything is graded again"):
        Ledger(course)
