"""What `homeroom audit` prints."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.syntax import Syntax
from rich.table import Table

from homeroom.audit.elsewhere import Elsewhere
from homeroom.audit.result import EQUIVALENT, KILLED, SURVIVED, QuestionAudit, kill_rate

WANTED = 0.98


def print_audit(
    questions: list[QuestionAudit],
    console: Console,
    seconds: float,
    elsewhere: Sequence[Elsewhere] = (),
) -> None:
    """Print a table for each assignment, then what fell short, survivors as diffs."""
    for assignment in dict.fromkeys(q.assignment for q in questions):
        _print_assignment(assignment, [q for q in questions if q.assignment == assignment], console)
    for question in questions:
        _print_faults(question, console)
    slowest = sorted(((s, t) for q in questions for t, s in q.seconds.items()), reverse=True)[:3]
    if slowest:
        said = ", ".join(f"{test} {s:.2f} s" for s, test in slowest)
        console.print(f"Slowest tests: {escape(said)}")
    for found in elsewhere:
        alike = found.count - len(found.differ)
        console.print(f"{escape(found.about)}: {alike} of {found.count} answers are judged alike.")
    console.print(f"{len(questions)} questions in {seconds:.0f} s.")


def _print_assignment(assignment: str, questions: list[QuestionAudit], console: Console) -> None:
    total = sum(sum(q.seconds.values()) for q in questions)
    tried = any(q.mutants for q in questions)
    mutants = f"{kill_rate(questions):.1%} of the mutants killed" if tried else "no mutants tried"
    table = Table(
        title=f"{assignment} · {mutants} · tests take {total:.1f} s",
        title_justify="left",
        box=box.SIMPLE_HEAD,
    )
    table.add_column("question")
    for name in ("solution", "untouched", "right", "wrong", "killed", "equivalent", "flips", "s"):
        table.add_column(name, justify="right")
    for q in questions:
        right, wrong = q.ready(True), q.ready(False)
        left = len(q.with_fate(SURVIVED))
        killed = len(q.with_fate(KILLED))
        table.add_row(
            escape(f"{q.notebook}/{q.question}"),
            _mark(q.solution_ok),
            _mark(q.stub_ok),
            _share(sum(a.as_meant for a in right), len(right)),
            _share(sum(a.as_meant for a in wrong), len(wrong)),
            _share(killed, killed + left),
            str(len(q.with_fate(EQUIVALENT)) or "·"),
            f"[red]{len(q.flips)}[/]" if q.flips else ("0" if q.runs else "·"),
            f"{sum(q.seconds.values()):.2f}",
        )
    console.print(table)


def _print_faults(q: QuestionAudit, console: Console) -> None:
    name = escape(f"{q.assignment}/{q.notebook}/{q.question}")
    if not q.solution_ok:
        console.print(f"[red]✗[/] {name}: the instructor's own answer loses points")
    if not q.stub_ok:
        console.print(f"[red]✗[/] {name}: the untouched cell earns points")
    for answer in q.answers:
        if not answer.as_meant:
            kind = "right" if answer.right else "wrong"
            lost = ", ".join(answer.lost) or "nothing"
            console.print(f"[red]✗[/] {name}: {kind} answer {escape(answer.idea)} loses {lost}")
    for idea in q.flips:
        console.print(f"[red]✗[/] {name}: {escape(idea)} is not judged the same every time")
    for test in q.slow:
        console.print(
            f"[yellow]![/] {name}: {escape(test)} took {q.seconds[test]:.2f} s, "
            f"{q.declared[test]:g} s are declared"
        )
    for entry in q.stale:
        console.print(
            f"[red]✗[/] {name}: equivalent.toml speaks of no surviving mutant: {escape(entry)}"
        )
    for mutant in q.with_fate(SURVIVED):
        console.print(
            f"[yellow]survived[/] {name}: {escape(mutant.operator)}; "
            f"{escape(' or '.join(q.tests))} should have caught it"
        )
        console.print(Syntax(mutant.diff, "diff", background_color="default"))


def _mark(ok: bool) -> str:
    return "[green]✓[/]" if ok else "[red]✗[/]"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "·"
    return f"{part}/{whole}" if part == whole else f"[red]{part}/{whole}[/]"
