"""`homeroom autograde`: grade a class, and say of every bad file what it is and what to do."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.console import Console
from traitlets import Bool, CaselessStrEnum, Float, Integer, List, Unicode

from homeroom.apps import autograde_text as say
from homeroom.apps.base import HomeroomCommand
from homeroom.course import Course
from homeroom.errors import UsageError
from homeroom.grading.batch import BatchResult, Means, autograde
from homeroom.grading.writer import Difference
from homeroom.progress import progress_bar

NEEDS_YES = (
    "Nothing was changed: the difference has to be looked at, and this is no terminal to ask in. "
    "Give --yes to apply it."
)


class AutogradeApp(HomeroomCommand):
    """Grade what a class handed in."""

    name = "homeroom autograde"
    description = (
        "Grade the submissions of an assignment that are new or have changed, several at a time. "
        "Files that cannot be graded are named with the remedy; all others are graded. It can be "
        "stopped at any time and started again. Exit status 1 if a submission could not be graded."
    )
    examples = (
        "homeroom autograde hw01\n"
        "homeroom autograde hw01 --student ada --student bob --force\n"
        "homeroom autograde hw01 --regrade\n"
        "homeroom autograde hw01 --executor=dask --scheduler=tls://head:8786"
    )

    students = List(Unicode(), help="Only these students; may be given several times.").tag(
        config=True
    )
    force = Bool(False, help="Grade again what has not changed.").tag(config=True)
    regrade = Bool(
        False,
        help="Grade again what was graded with other tests, settings or versions, and show "
        "whose points would change before anything is written.",
    ).tag(config=True)
    yes = Bool(False, help="With --regrade: apply the difference without asking.").tag(config=True)
    workers = Integer(
        0, min=0, help="Worker processes; 0 for as many as fit the cores and the kernel."
    ).tag(config=True)
    executor = CaselessStrEnum(
        ["process", "dask"], "process", help="Where the work is done: process or dask."
    ).tag(config=True)
    scheduler = Unicode("", help="Address of the Dask scheduler.").tag(config=True)
    patience = Float(
        30.0, min=0, help="Seconds to wait for a gradebook that another program holds."
    ).tag(config=True)

    aliases = {
        **HomeroomCommand.aliases,
        "student": "AutogradeApp.students",
        "workers": "AutogradeApp.workers",
        "executor": "AutogradeApp.executor",
        "scheduler": "AutogradeApp.scheduler",
        "isolation": "WarmProvisioner.isolation",
    }
    flags = {
        **HomeroomCommand.flags,
        "force": ({"AutogradeApp": {"force": True}}, "Grade again what has not changed."),
        "regrade": (
            {"AutogradeApp": {"regrade": True}},
            "Grade again with changed tests; the difference is shown first.",
        ),
        "yes": ({"AutogradeApp": {"yes": True}}, "With --regrade: apply without asking."),
    }

    def more_classes(self) -> list[type]:
        """Name the provisioner of the kernels, which --isolation sets."""
        from homeroom.kernels.provisioner import WarmProvisioner

        return [WarmProvisioner]

    def run(self) -> int:
        """Grade; 1 if a submission could not be graded, or a difference was not applied."""
        if len(self.extra_args) != 1:
            self.refuse("Name one assignment, for instance hw01.")
        if self.yes and not self.regrade:
            self.refuse("--yes goes with --regrade.")
        if self.scheduler and self.executor != "dask":
            self.refuse("--scheduler goes with --executor=dask.")
        course = self.find_course()
        assignment = course.check_assignment(self.extra_args[0])
        students = self._students(course, assignment)
        self._console = Console(highlight=False)
        result = self._grade(course, assignment, students)
        say.summary(course, assignment, result, self._console)
        self.write_json(as_json(result))
        return 1 if result.failed or not result.applied else 0

    def _students(self, course: Course, assignment: str) -> list[str] | None:
        known = course.students(assignment)
        for student in self.students:
            if student not in known:
                raise UsageError(
                    f"No submission of {assignment} by {student!r}: there is no folder "
                    f"{course.submitted_path(student, assignment)}."
                )
        return list(self.students) or None

    def _grade(self, course: Course, assignment: str, students: list[str] | None) -> BatchResult:
        with progress_bar(self._console, "autograding") as bar:

            def confirm(differences: list[Difference]) -> bool:
                with bar.set_aside():
                    return self._confirm(differences)

            return autograde(
                course,
                assignment,
                students=students,
                force=self.force,
                confirm=confirm if self.regrade else None,
                means=Means(self.executor, self.workers, self.scheduler, self.patience),
                on_start=bar.start,
                on_done=bar.advance,
                on_finding=lambda finding: self._console.print(
                    say.of_finding(finding), soft_wrap=True
                ),
                on_slowest=lambda cell: bar.note(say.of_cell(cell)),
            )

    def _confirm(self, differences: list[Difference]) -> bool:
        """Show what a regrading changes and ask whether to apply it."""
        say.difference(differences, self._console)
        if self.yes or not differences:
            return True
        if not self._console.is_terminal:
            self._console.print(NEEDS_YES)
            return False
        answer = self._console.input("Apply it to the gradebook? [y/N] ")
        return answer.strip().lower() in ("y", "yes")


def as_json(result: BatchResult) -> dict[str, Any]:
    """The keys that `homeroom autograde --json` writes."""
    return {
        "graded": result.graded,
        "unchanged": result.unchanged,
        "outdated": result.outdated,
        "failed": result.failed,
        "flagged": result.flagged,
        "kept_cells_run": result.kept_cells_run,
        "findings": [asdict(finding) for finding in result.findings],
        "differences": [asdict(difference) for difference in result.differences],
        "applied": result.applied,
        "scores": result.scores,
        "seconds": result.seconds,
        "seconds_per_submission": result.seconds_per_submission,
        "slowest_cells": result.slowest_cells,
        "workers": result.workers,
        "cell_seconds": result.cell_seconds,
        "worker_seconds": result.worker_seconds,
        "worker_cpu_seconds": result.worker_cpu_seconds,
    }
