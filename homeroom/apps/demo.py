"""`homeroom demo`: a made-up class, from the instructor's notebook to the grade table."""

from __future__ import annotations

from rich.console import Console
from traitlets import Unicode

from homeroom.apps.base import HomeroomCommand
from homeroom.demo.run import run_demo
from homeroom.demo.table import print_result

WIDE = 160


class DemoApp(HomeroomCommand):
    """Show the course at work on a made-up class."""

    name = "homeroom demo"
    description = (
        "In a scratch copy of the course: generate the students' version, let a made-up class hand "
        "in (right answers in several styles, each typical mistake, damaged files), grade it, "
        "write feedback, and compare every point with what was expected. Exit status 1 if anything "
        "came out otherwise."
    )
    examples = "homeroom demo\nhomeroom demo --assignment hw01 --json demo.json"

    assignment = Unicode("all", help="Name of an assignment, or 'all'.").tag(config=True)

    aliases = {
        **HomeroomCommand.aliases,
        "assignment": "DemoApp.assignment",
        "isolation": "WarmProvisioner.isolation",
    }

    def more_classes(self) -> list[type]:
        """Name the provisioner of the kernels, which --isolation sets."""
        from homeroom.kernels.provisioner import WarmProvisioner

        return [WarmProvisioner]

    def run(self) -> int:
        """Run the demonstration; 1 if a submission did not come out as expected."""
        if self.extra_args:
            self.refuse(f"Unknown argument {self.extra_args[0]!r}.")
        course = self.find_course()
        if self.assignment == "all":
            names = course.assignments()
        else:
            names = [course.check_assignment(self.assignment)]
        console = Console(highlight=False)
        if not console.is_terminal:
            console.width = WIDE  # in a log the table needs all of its columns
        result = run_demo(course, names, console)
        print_result(result, console)
        self.write_json(result.as_json())
        return 0 if result.ok else 1
