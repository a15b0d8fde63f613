"""The ledger of a course: every job that was started, before it starts and after it ended.

A batch that was killed leaves rows without an end. They count as starts and nothing else, so the
next batch does those jobs again and comes to the same gradebook.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from homeroom.course import Course
from homeroom.errors import HomeroomError

FOLDER = ".homeroom"
GRADED, FAILED, DIED = "graded", "failed", "died"
HELD = "held"  # graded aside, not applied (yet)

SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    id INTEGER PRIMARY KEY,
    assignment TEXT NOT NULL,
    student TEXT NOT NULL,
    submission_digest TEXT NOT NULL,
    assignment_digest TEXT NOT NULL,
    environment_digest TEXT NOT NULL,
    started REAL NOT NULL,
    ended REAL,
    outcome TEXT,
    seconds REAL,
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS job_of ON job (assignment, student);
"""


class LedgerError(HomeroomError):
    """The ledger cannot be used."""


class BatchRunningError(HomeroomError):
    """Another batch works on the course."""


@dataclass(frozen=True)
class Digests:
    """What a verdict depends on: what was handed in, the assignment, the environment."""

    submission: str
    assignment: str
    environment: str


@dataclass(frozen=True)
class Entry:
    """How far a student's job has come with these digests.

    Attributes
    ----------
    starts : int
        How often it was started without coming to an end, or with its worker dying.
    deaths : int
        How often its worker died.
    why : str
        What was noted of the last death.
    """

    starts: int = 0
    deaths: int = 0
    why: str = ""


class Ledger:
    """The SQLite file ``.homeroom/ledger.db`` under the course's root."""

    def __init__(self, course: Course) -> None:
        folder = own_folder(course)
        self.path = folder / "ledger.db"
        try:
            self._db = sqlite3.connect(self.path, timeout=60, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(SCHEMA)
        except sqlite3.Error as error:
            raise LedgerError(_unusable(self.path, error)) from error

    def start(self, assignment: str, student: str, digests: Digests, held: bool = False) -> int:
        """Note that a job starts; give the number of its row.

        A job that is `held` touches nothing before `apply` says so.
        """
        row = self._write(
            "INSERT INTO job (assignment, student, submission_digest, assignment_digest,"
            " environment_digest, started, outcome) VALUES (?, ?, ?, ?, ?, ?, ?)",
            assignment,
            student,
            digests.submission,
            digests.assignment,
            digests.environment,
            time.time(),
            HELD if held else None,
        )
        assert row is not None
        return row

    def apply(self, row: int) -> None:
        """Note that the result of a held job is about to be written."""
        self._write("UPDATE job SET outcome = NULL WHERE id = ?", row)

    def end(self, row: int, outcome: str, seconds: float | None = None, note: str = "") -> None:
        """Note how a job ended."""
        self._write(
            "UPDATE job SET ended = ?, outcome = ?, seconds = ?, note = ? WHERE id = ?",
            time.time(),
            outcome,
            seconds,
            note,
            row,
        )

    def graded(self, assignment: str) -> dict[str, Digests]:
        """For each student the digests with which the gradebook's entries were made.

        A student with a later job that did not come to an end is left out: nobody knows how far
        it came.
        """
        found: dict[str, Digests] = {}
        for student, digests, outcome, *_ in self._jobs(assignment):
            if outcome == GRADED:
                found[student] = digests
            elif outcome is None:
                found.pop(student, None)
        return found

    def entries(self, assignment: str) -> dict[tuple[str, Digests], Entry]:
        """Count, for each student and digests, starts and deaths since the last good end."""
        found: dict[tuple[str, Digests], Entry] = {}
        for student, digests, outcome, ended, note in self._jobs(assignment):
            entry = found.get((student, digests), Entry())
            if outcome == DIED:
                entry = Entry(entry.starts + 1, entry.deaths + 1, note)
            elif ended is None:
                entry = Entry(entry.starts + 1, entry.deaths, entry.why)
            elif outcome == GRADED:
                entry = Entry()
            found[student, digests] = entry
        return found

    def _jobs(
        self, assignment: str
    ) -> Iterator[tuple[str, Digests, str | None, float | None, str]]:
        rows = self._db.execute(
            "SELECT student, submission_digest, assignment_digest, environment_digest, outcome,"
            " ended, note FROM job WHERE assignment = ? ORDER BY id",
            (assignment,),
        )
        for student, submission, of_assignment, environment, outcome, ended, note in rows:
            yield student, Digests(submission, of_assignment, environment), outcome, ended, note

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _write(self, statement: str, *values: object) -> int | None:
        try:
            return self._db.execute(statement, values).lastrowid
        except sqlite3.Error as error:
            raise LedgerError(_unusable(self.path, error)) from error


def own_folder(course: Course) -> Path:
    """Give Homeroom's folder under the course's root; git does not see it."""
    folder = course.root / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.is_file():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise LedgerError(_unusable(folder, error)) from error
    return folder


@contextmanager
def only_batch(course: Course) -> Iterator[None]:
    """Hold the course for one batch; the system lets go of it however the batch ends.

    Raises
    ------
    BatchRunningError
        If another batch holds it.
    """
    path = own_folder(course) / "batch.lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            raise BatchRunningError(
                f"Another batch is running in {course.root} (process {file.read().strip()}). "
                "Wait until it has ended, or end it; what it has graded is kept."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _unusable(path: Path, error: Exception) -> str:
    return (
        f"{path} cannot be used ({error}). It records what has been graded. Is the disk full or "
        "not writable? Make room and start again: what has been graded is kept. If the file "
        "itself is damaged, delete it: everything is graded again."
    )
