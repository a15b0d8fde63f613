"""`homeroom autograde`: grade a class, and say of every bad file what it is and what to do."""

from __future__ import annotations

from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from traitlets import Bool, Unicode

from homeroom.apps.base import HomeroomCommand
from homeroom.course import Course
from homeroom.errors import UsageError
from homeroom.grading.batch import BatchResult, autograde
from homeroom.grading.gradebook import max_scores
from homeroom.progress import progress_bar


class AutogradeApp(HomeroomCommand):
    """Grade what a class handed in."""

    name = "homeroom autograde"
    description = (
        "Grade the submissions of an assignment that are new or have changed. Files that cannot be "
        "graded are named with the remedy; all others are graded. Exit status 1 if a submission "
        "could not be graded."
    )
    examples = "homeroom autograde hw01\nhomeroom autograde hw01 --student ada --force"

    student = Unicode("", help="Only this student.").tag(config=True)
    force = Bool(False, help="Grade again what has not changed.").tag(config=True)

    aliases = {
        **HomeroomCommand.aliases,
        "student": "AutogradeApp.student",
        "isolation": "WarmProvisioner.isolation",
    }
    flags = {
        **HomeroomCommand.flags,
        "force": ({"AutogradeApp": {"force": True}}, "Grade again what has not changed."),
    }

    def run(self) -> int:
        """Grade; 1 if a submission could not be graded."""
        if len(self.extra_args) != 1:
            self.refuse("Name one assignment, for instance hw01.")
        course = self.find_course()
        assignment = course.check_assignment(self.extra_args[0])
        students = None
        if self.student:
            if self.student not in course.students(assignment):
                raise UsageError(
                    f"No submission of {assignment} by {self.student!r}: there is no folder "
                    f"{course.submitted_path(self.student, assignment)}."
                )
            students = [self.student]
        console = Console(highlight=False)
        with progress_bar(console, "autograding") as bar:
            result = autograde(
                course,
                assignment,
                students=students,
                force=self.force,
                on_start=bar.start,
                on_done=bar.advance,
            )
        self._print(course, assignment, result, console)
        self.write_json(as_json(result))
        return 1 if result.failed else 0

    def _print(
        self, course: Course, assignment: str, result: BatchResult, console: Console
    ) -> None:
        if result.scores:
            worth = max_scores(course, assignment)
            table = Table(
                title=f"{assignment} · {sum(worth.values()):g} points", title_justify="left"
            )
            for name, side in (("student", "left"), ("automatic", "right"), ("to grade", "right")):
                table.add_column(name, justify=side)  # type: ignore[arg-type]
            for student, notebooks in sorted(result.scores.items()):
                points = [p for table_of in notebooks.values() for p in table_of.values()]
                by_hand = sum(p is None for p in points)
                table.add_row(student, f"{sum(p or 0 for p in points):g}", str(by_hand))
            console.print(table)
        for finding in result.findings:
            mark = "[red]✗[/]" if finding.fatal else "[yellow]![/]"
            line = f"{finding.file}: {finding.found} → {finding.remedy}"
            console.print(f"{mark} {escape(line)}", soft_wrap=True)
        console.print(
            f"{len(result.graded)} graded, {len(result.unchanged)} unchanged, "
            f"{len(result.failed)} could not be graded, in {result.seconds:.0f} s."
        )


def as_json(result: BatchResult) -> dict:
    """The keys that `homeroom autograde --json` writes."""
    return {
        "graded": result.graded,
        "unchanged": result.unchanged,
        "failed": result.failed,
        "flagged": result.flagged,
        "findings": [asdict(finding) for finding in result.findings],
        "scores": result.scores,
        "seconds": result.seconds,
        "seconds_per_submission": result.seconds_per_submission,
        "slowest_cells": result.slowest_cells,
    }
