"""`homeroom export …`: what others may have."""

from __future__ import annotations

from pathlib import Path

from homeroom.apps.base import CommandGroup, HomeroomCommand
from homeroom.release.student_copy import student_copy


class StudentCopyApp(HomeroomCommand):
    """Write what may be published."""

    name = "homeroom export student-copy"
    description = (
        "Write the folder that may be published: release/ and a wheel of helpers alone. Name "
        "assignments after the folder to publish only these. Put its address into "
        "nbgrader_config.py (c.AddColab.public_address) and generate again."
    )
    examples = "homeroom export student-copy ../public\nhomeroom export student-copy ../public hw01"

    def run(self) -> int:
        """Write the folder."""
        if not self.extra_args:
            self.refuse("Name the folder to write.")
        course = self.find_course()
        written = student_copy(course, Path(self.extra_args[0]), self.extra_args[1:])
        for path in written:
            print(path)
        print(f"To be published at {course.public_address}")
        self.write_json({"ok": True, "written": [str(path) for path in written]})
        return 0


class ExportApp(CommandGroup):
    """Commands that write what others may have."""

    name = "homeroom export"
    description = "Write what others may have."
    subcommands = {
        "student-copy": (StudentCopyApp, "Write the folder that may be published: no solutions."),
    }
