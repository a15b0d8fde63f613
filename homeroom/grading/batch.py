"""Grade a homework of a whole class: plan, run the jobs, write what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from homeroom.course import Course
from homeroom.grading import gradebook
from homeroom.grading.assignment import read_assignment
from homeroom.grading.dispatch import Done, run
from homeroom.grading.executors import open_executor
from homeroom.grading.intake import Finding
from homeroom.grading.ledger import Ledger, only_batch
from homeroom.grading.outcome import Held, Outcomes
from homeroom.grading.plan import Plan, make_job, make_plan
from homeroom.grading.writer import Difference, Writer


@dataclass(frozen=True)
class Means:
    """What a batch runs on.

    Attributes
    ----------
    executor : str
        "process" or "dask".
    workers : int
        Worker processes; 0 for as many as fit the cores.
    scheduler : str
        Address of the Dask scheduler.
    patience : float
        Seconds to wait for a gradebook that another program holds.
    """

    executor: str = "process"
    workers: int = 0
    scheduler: str = ""
    patience: float = 30.0


@dataclass
class BatchResult:
    """What a batch did; the fields are the keys of ``homeroom autograde --json``.

    Attributes
    ----------
    graded, unchanged, failed, flagged : list of str
        Student ids: graded now; graded before and not changed since; not gradable or broken off;
        graded, but with something that a person should look at.
    outdated : list of str
        Those of `unchanged` that were graded with other tests, settings or versions.
    kept_cells_run : list of str
        Those of `graded` whose cells that train had to be run after all.
    findings : list of Finding
        One line each for what is wrong with a file, and the remedy.
    differences : list of Difference
        With `regrade`: automatic points that change.
    applied : bool
        With `regrade`: whether they were written.
    scores : dict
        ``{student: {notebook: {grade_id: points or None}}}``; None waits for a person.
    seconds : float
        Wall time of the batch.
    slowest_cells : list of dict
        The slowest cells of the batch: student, notebook, grade_id, seconds.
    workers : int
        How many jobs were worked on at a time.
    cell_seconds, worker_seconds, worker_cpu_seconds : float
        Sums over the submissions graded now: what the cells that nbgrader knows took in their
        kernels, what the workers took, processor time of the workers without that of kernels.
    """

    graded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    kept_cells_run: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    applied: bool = True
    scores: dict[str, dict[str, dict[str, float | None]]] = field(default_factory=dict)
    seconds: float = 0.0
    slowest_cells: list[dict[str, Any]] = field(default_factory=list)
    workers: int = 0
    cell_seconds: float = 0.0
    worker_seconds: float = 0.0
    worker_cpu_seconds: float = 0.0

    @property
    def seconds_per_submission(self) -> float | None:
        """Wall time of the batch for each submission graded now; None where none was."""
        return self.seconds / len(self.graded) if self.graded else None


def autograde(
    course: Course,
    assignment: str,
    *,
    students: Iterable[str] | None = None,
    force: bool = False,
    confirm: Callable[[list[Difference]], bool] | None = None,
    means: Means | None = None,
    on_start: Callable[[int], None] = lambda total: None,
    on_done: Callable[[str], None] = lambda student: None,
    on_finding: Callable[[Finding], None] = lambda finding: None,
    on_slowest: Callable[[dict[str, Any]], None] = lambda cell: None,
) -> BatchResult:
    """Grade every submission of an assignment that is new or has changed.

    Parameters
    ----------
    course : Course
    assignment : str
        Name of the homework; it must have been generated.
    students : iterable of str, optional
        Only these students.
    force : bool
        Grade again what has not changed.
    confirm : callable, optional
        Makes it a regrading: outdated submissions are graded too, but nothing is written before
        this, called with the differences, has said True.
    means : Means, optional
        What to run it on; worker processes on this machine by default.
    on_start, on_done, on_finding, on_slowest : callable
        Called with the number of submissions to grade; after each with the student's id; with
        what is found about one; with a cell that is slower than all before.

    Returns
    -------
    BatchResult

    Raises
    ------
    HomeroomError
        If the course, its gradebook or its ledger cannot be used.
    """
    started = time.perf_counter()
    means = means or Means()
    wanted = None if students is None else set(students)
    with ExitStack() as stack:
        stack.enter_context(only_batch(course))
        with gradebook.readable(course):
            described = read_assignment(course, assignment)
            ledger = Ledger(course)
            stack.callback(ledger.close)
            plan = make_plan(
                course,
                described,
                ledger,
                students=wanted,
                force=force,
                regrade=confirm is not None,
            )
            result = _begin(plan)
            on_start(len(plan.todo))
            for finding in plan.findings:
                on_finding(finding)
            if plan.todo:
                gradebook.copy_aside(course)
                writer = stack.enter_context(Writer(course, assignment, means.patience))
                outcomes = Outcomes(course, assignment, ledger, writer, result)
                outcomes.on_finding, outcomes.on_slowest = on_finding, on_slowest
                _grade(course, plan, ledger, means, outcomes, confirm, on_done)
            scores = gradebook.scores(course, assignment)
    known = {*result.graded, *result.unchanged}
    result.scores = {student: table for student, table in scores.items() if student in known}
    for names in (result.graded, result.unchanged, result.failed, result.flagged):
        names.sort()  # they came as they were ready
    result.seconds = time.perf_counter() - started
    return result


def _begin(plan: Plan) -> BatchResult:
    return BatchResult(
        unchanged=plan.unchanged,
        failed=plan.failed,
        outdated=plan.outdated,
        findings=plan.findings,
    )


def _grade(
    course: Course,
    plan: Plan,
    ledger: Ledger,
    means: Means,
    outcomes: Outcomes,
    confirm: Callable[[list[Difference]], bool] | None,
    on_done: Callable[[str], None],
) -> None:
    """Run the jobs of a plan, and write or hold what comes back."""
    held = Held() if confirm is not None else None

    def finish(done: Done) -> None:
        if held is None or done.result.failure:
            outcomes.take(done)
        else:
            held.add(done)
        on_done(done.planned.student)

    executor = open_executor(
        means.executor,
        workers=means.workers,
        scheduler=means.scheduler,
        config=course.config,
        notebooks=len(plan.assignment.notebooks),
    )
    with executor as (pool, slots):
        outcomes.result.workers = slots
        run(
            plan.todo,
            lambda planned: make_job(course, plan.assignment, planned),
            pool,
            slots,
            ledger,
            plan.assignment.name,
            finish,
            held=held is not None,
        )
    outcomes.write_what_was_locked()
    if held is not None and confirm is not None:
        with held:
            outcomes.take_held(held, confirm)
