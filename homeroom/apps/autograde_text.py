"""What `homeroom autograde` prints: lines while it works, tables when it has."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from homeroom.course import Course
from homeroom.grading.batch import BatchResult
from homeroom.grading.gradebook import max_scores
from homeroom.grading.intake import Finding
from homeroom.grading.writer import Difference


def of_finding(finding: Finding) -> str:
    """One line, with markup, for what is wrong with a file."""
    mark = "[red]✗[/]" if finding.fatal else "[yellow]![/]"
    return f"{mark} {escape(f'{finding.file}: {finding.found} → {finding.remedy}')}"


def of_cell(cell: dict[str, Any]) -> str:
    """A few words for a slow cell."""
    return f"slowest cell {cell['grade_id']} {cell['seconds']:.1f} s ({cell['student']})"


def summary(course: Course, assignment: str, result: BatchResult, console: Console) -> None:
    """Print the table of points, and what the batch did in a few lines."""
    if result.scores:
        console.print(_table(course, assignment, result))
    if result.slowest_cells and result.slowest_cells[0]["seconds"] >= 1:
        console.print(escape(of_cell(result.slowest_cells[0]).capitalize()))
    if result.kept_cells_run:
        share = len(result.kept_cells_run) / len(result.graded)
        console.print(
            f"Cells that train were run after all for {len(result.kept_cells_run)} of "
            f"{len(result.graded)} ({share:.0%}): a later cell needed what they compute."
        )
    if result.outdated:
        console.print(
            f"{len(result.outdated)} of the unchanged were graded with other tests, settings or "
            f"versions: `homeroom autograde {assignment} --regrade` shows what would change."
        )
    each = result.seconds_per_submission
    pace = f" ({each:.2f} s each, {result.workers} at a time)" if each else ""
    console.print(
        f"{len(result.graded)} graded, {len(result.unchanged)} unchanged, "
        f"{len(result.failed)} could not be graded, {len(result.flagged)} to look at, "
        f"in {result.seconds:.0f} s{pace}."
    )


def _table(course: Course, assignment: str, result: BatchResult) -> Table:
    worth = max_scores(course, assignment)
    title = f"{assignment} · {sum(worth.values()):g} points"
    table = Table(title=title, title_justify="left")
    table.add_column("student")
    for name in ("automatic", "to grade"):
        table.add_column(name, justify="right")
    table.add_column("")
    for student, notebooks in sorted(result.scores.items()):
        points = [p for table_of in notebooks.values() for p in table_of.values()]
        by_hand = sum(p is None for p in points)
        mark = "[yellow]look at it[/]" if student in result.flagged else ""
        table.add_row(escape(student), f"{sum(p or 0 for p in points):g}", str(by_hand), mark)
    return table


def difference(changes: list[Difference], console: Console) -> None:
    """Print which automatic points a regrading changes, student by student."""
    if not changes:
        console.print("No student's automatic points change.")
        return
    table = Table(title="What would change (automatic points)", title_justify="left")
    for name in ("student", "question"):
        table.add_column(name)
    for name in ("before", "after"):
        table.add_column(name, justify="right")
    table.add_column("")
    last = ""
    for change in changes:
        student = "" if change.student == last else escape(change.student)
        last = change.student
        remark = "a person's points stay" if change.manual else ""
        table.add_row(
            student,
            escape(f"{change.notebook}/{change.grade_id}"),
            _points(change.before),
            _points(change.after),
            remark,
        )
    console.print(table)
    students = len({change.student for change in changes})
    console.print(f"{len(changes)} changes for {students} students.")


def _points(points: float | None) -> str:
    return "–" if points is None else f"{points:g}"
