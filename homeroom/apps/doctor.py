"""`homeroom doctor`: what this machine has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from traitlets import Bool

from homeroom.apps.base import HomeroomCommand
from homeroom.doctor import Check, checks, isolation_checks


class DoctorApp(HomeroomCommand):
    """Say what this machine has."""

    name = "homeroom doctor"
    description = (
        "Say what this machine has of what Homeroom needs, and the one line that mends each thing "
        "missing. Status 1 if something is missing that the course cannot do without."
    )
    examples = "homeroom doctor\nhomeroom doctor --json=machine.json\nhomeroom doctor --isolation"

    isolation = Bool(
        False, help="Try to break out of a kernel's box on this machine, wall by wall."
    ).tag(config=True)
    flags = {
        **HomeroomCommand.flags,
        "isolation": (
            {"DoctorApp": {"isolation": True}},
            "Try to break out of a kernel's box on this machine, wall by wall.",
        ),
    }

    def run(self) -> int:
        """Look at everything, print a table, and tell whether all that is needed is there."""
        if self.extra_args:
            self.refuse(f"It takes no argument; found {self.extra_args[0]!r}.")
        given = self.config.get("CourseDirectory", {}).get("root")
        start = Path(given) if given else None
        found = isolation_checks(start) if self.isolation else checks(start)
        self.write_json({"checks": [asdict(check) for check in found]})
        console = Console()
        console.print(table(found))
        missing = [check for check in found if not check.ok and not check.optional]
        if missing:
            word = "Open" if self.isolation else "Missing"
            console.print(f"{word}: {', '.join(check.name for check in missing)}.")
        elif self.isolation:
            console.print("Every wall stands: nothing that was tried got out of the box.")
        else:
            console.print("Everything that the course needs is here.")
        return 1 if missing else 0


def table(found: Iterable[Check]) -> Table:
    """Lay the checks out, with a remedy below what is missing."""
    rows = Table(box=None, pad_edge=False)
    for head in ("", "what", "found"):
        rows.add_column(head, overflow="fold")
    for check in found:
        sign = "[green]ok[/]" if check.ok else "[yellow]–[/]" if check.optional else "[red]no[/]"
        name = f"{check.name} (optional)" if check.optional else check.name
        text = escape(check.found)
        if not check.ok:
            text += f"\n[bold]→ {escape(check.remedy)}[/]"
        rows.add_row(sign, name, text)
    return rows
