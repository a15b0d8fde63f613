"""The demonstration's table: student × question × points, and what was expected."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from homeroom.demo.run import AssignmentOutcome, DemoResult, Outcome


def print_result(result: DemoResult, console: Console) -> None:
    """Print every assignment's table, the reports on files, and the pages to open."""
    for assignment in result.assignments:
        _print_assignment(assignment, console)
    surprises = [s for a in result.assignments for s in a.students if not s.as_expected]
    total = sum(len(a.students) for a in result.assignments)
    console.print()
    if surprises:
        console.print(
            f"[bold red]{len(surprises)} of {total} submissions did not come out as expected.[/]"
        )
    else:
        console.print(
            f"[bold green]All {total} submissions came out as expected[/] "
            f"in {result.seconds:.0f} s."
        )
    console.print(f"The scratch course is {result.folder}; pages to open:", soft_wrap=True)
    for assignment in result.assignments:
        for page in assignment.feedback[:3]:
            console.print(f"  {page}", soft_wrap=True)
        if len(assignment.feedback) > 3:
            console.print(f"  … and {len(assignment.feedback) - 3} more beside them")


def _print_assignment(assignment: AssignmentOutcome, console: Console) -> None:
    graded = [student for student in assignment.students if student.expected or student.got]
    columns = list(dict.fromkeys(grade_id for s in graded for grade_id in {**s.expected, **s.got}))
    automatic = [c for c in columns if any({**s.expected, **s.got}.get(c) for s in graded)]
    title = f"{assignment.name} · {assignment.max_points:g} points"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("student", no_wrap=True)
    for number in range(1, len(automatic) + 1):
        table.add_column(str(number), justify="right")
    table.add_column("by hand", justify="right")
    table.add_column("total", justify="right")
    table.add_column("", justify="center")
    for student in graded:
        table.add_row(
            student.id,
            *(_points(student.got.get(column, 0.0)) for column in automatic),
            str(sum(points is None for points in student.got.values())),
            f"{sum(points or 0.0 for points in student.got.values()):g}",
            "[green]✓[/]" if student.as_expected else "[red]✗[/]",
        )
    console.print(table)
    legend = [f"{number} {name}" for number, name in enumerate(automatic, 1)]
    console.print(f"[dim]{' · '.join(legend)}[/]")
    console.print("[dim]by hand: answers that wait for a person · ✓: every point as expected[/]")
    console.print()
    for student in assignment.students:
        _print_expectation(student, console)


def _points(points: float | None) -> str:
    return "·" if points is None else f"{points:g}"


def _print_expectation(student: Outcome, console: Console) -> None:
    mark = "[green]✓[/]" if student.as_expected else "[red]✗[/]"
    if student.expected:
        by_hand = sum(points is None for points in student.expected.values())
        expected = f"expected {sum(p or 0 for p in student.expected.values()):g} points"
        if by_hand:
            expected += f" and {by_hand} answers for a person"
    else:
        expected = "expected a report and no grade"
    line = f"{mark} [bold]{escape(student.id)}[/]: {escape(student.idea)} — {expected}"
    console.print(line, soft_wrap=True)
    if student.said:
        console.print(f"    [dim]{escape(student.said)}[/]", soft_wrap=True)
    if not student.as_expected:
        for grade_id in {**student.expected, **student.got}:
            want, got = (
                student.expected.get(grade_id, "nothing"),
                student.got.get(grade_id, "nothing"),
            )
            if want != got:
                console.print(f"    [red]{grade_id}: expected {want}, got {got}[/]")
