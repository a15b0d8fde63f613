"""What becomes of a job that has ended: written, held back for a decision, or told as a failure."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeroom.course import Course
from homeroom.grading.dispatch import Done
from homeroom.grading.intake import Finding
from homeroom.grading.job import Graded
from homeroom.grading.ledger import DIED, FAILED, GRADED, HELD, Ledger
from homeroom.grading.plan import killer
from homeroom.grading.transaction import WriteError
from homeroom.grading.writer import Difference, Writer

if TYPE_CHECKING:
    from homeroom.grading.batch import BatchResult

SLOWEST = 5
DISK_FULL = "No space left on device"


class Held:
    """Graded submissions that wait, on the disk, for the decision to apply them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="homeroom-regrade-")
        self._waiting: list[Done] = []

    def __enter__(self) -> Held:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def add(self, done: Done) -> None:
        """Put a graded submission aside."""
        self._path(len(self._waiting)).write_bytes(done.result.to_bytes())
        self._waiting.append(replace(done, result=Graded(done.planned.student)))

    def __iter__(self) -> Iterator[Done]:
        for number, done in enumerate(self._waiting):
            yield replace(done, result=Graded.from_bytes(self._path(number).read_bytes()))

    def _path(self, number: int) -> Path:
        return Path(self._folder.name) / str(number)


@dataclass
class Outcomes:
    """Brings jobs that have ended into gradebook, ledger and result."""

    course: Course
    assignment: str
    ledger: Ledger
    writer: Writer
    result: BatchResult
    on_finding: Callable[[Finding], None] = lambda finding: None
    on_slowest: Callable[[dict[str, Any]], None] = lambda cell: None
    _locked: list[Done] = field(default_factory=list)

    def take(self, done: Done, again: bool = True) -> None:
        """Write a graded submission, or tell why there is none.

        If another program holds the gradebook, it is tried `again` at the end of the batch.
        """
        student, result = done.planned.student, done.result
        if result.failure:
            self.ledger.end(done.row, DIED if done.died else FAILED, note=result.failure)
            self._fail(done, self._in_words(done))
            return
        try:
            self.writer.write(result)
        except WriteError as error:
            if error.locked and again:
                self._locked.append(done)
                return
            if not error.halfway:  # else the ledger must not say what the gradebook holds
                self.ledger.end(done.row, FAILED, note=error.found)
            self._fail(done, self._finding(student, error.found, error.remedy, fatal=True))
            return
        self.ledger.end(done.row, GRADED, result.seconds)
        self._note(result, bool(done.planned.submission.findings))

    def write_what_was_locked(self) -> None:
        """Try once more to write what another program was in the way of."""
        waiting, self._locked = self._locked, []
        for done in waiting:
            self.take(done, again=False)

    def take_held(self, held: Held, confirm: Callable[[list[Difference]], bool]) -> None:
        """Show what would change, and write it if that is wanted."""
        self.result.differences = sorted(
            (change for done in held for change in self.writer.preview(done.result)),
            key=lambda change: (change.student, change.notebook, change.grade_id),
        )
        self.result.applied = confirm(self.result.differences)
        for done in held:
            if self.result.applied:
                self.ledger.apply(done.row)
                self.take(done)
            else:
                self.ledger.end(done.row, HELD)
                self.result.unchanged.append(done.planned.student)
        self.write_what_was_locked()

    def _note(self, graded: Graded, flagged: bool) -> None:
        """Enter a graded submission into the result."""
        student, result = graded.student, self.result
        result.graded.append(student)
        result.worker_seconds += graded.seconds
        result.worker_cpu_seconds += graded.cpu_seconds
        for name, notebook in graded.notebooks.items():
            if notebook.flags.get("kept_cells_run") and student not in result.kept_cells_run:
                result.kept_cells_run.append(student)
            for accident in notebook.flags.get("accidents", []):
                flagged = True
                self._tell(self._accident(student, name, accident))
            for grade_id, seconds in notebook.seconds.items():
                self._time(student, name, grade_id, seconds)
        for name in graded.left_out:
            flagged = True
            found = f"the notebook wrote the file {name}, which is too large to keep"
            self._tell(self._finding(student, found, "nothing to do, unless it is asked for"))
        if flagged:
            result.flagged.append(student)

    def _time(self, student: str, notebook: str, grade_id: str, seconds: float) -> None:
        row = {"student": student, "notebook": notebook, "grade_id": grade_id, "seconds": seconds}
        self.result.cell_seconds += seconds
        cells = self.result.slowest_cells
        slowest = not cells or seconds > cells[0]["seconds"]
        cells.append(row)
        cells.sort(key=lambda cell: -cell["seconds"])
        del cells[SLOWEST:]
        if slowest:
            self.on_slowest(row)

    def _fail(self, done: Done, finding: Finding) -> None:
        self.result.failed.append(done.planned.student)
        self._tell(finding)

    def _tell(self, finding: Finding) -> None:
        self.result.findings.append(finding)
        self.on_finding(finding)

    def _in_words(self, done: Done) -> Finding:
        student, reason = done.planned.student, done.result.failure
        if done.died:
            return replace(
                killer(self.course, done.planned.submission, reason), found=f"{reason}, twice"
            )
        remedy = (
            f"for the whole story: nbgrader autograde {self.assignment} --student={student} --force"
        )
        if DISK_FULL in reason:
            remedy = "make room on the disk (or set TMPDIR to one with room), then start again"
        return self._finding(student, f"could not be graded: {reason}", remedy, fatal=True)

    def _accident(self, student: str, notebook: str, accident: dict[str, Any]) -> Finding:
        where = f"{notebook}.ipynb"
        cell = accident.get("cell")
        found = (
            f"{where}, cell {cell}: {accident.get('what')}"
            if cell is not None
            else (f"{where}: later cells were {accident.get('what')}")
        )
        remedy = "it counts as an error; look at the cell, and give points by hand if they are due"
        return self._finding(student, found, remedy)

    def _finding(self, student: str, found: str, remedy: str, fatal: bool = False) -> Finding:
        folder = self.course.submitted_path(student, self.assignment)
        return Finding(student, str(folder.relative_to(self.course.root)), found, remedy, fatal)
