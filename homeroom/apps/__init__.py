"""The subcommands of the program `homeroom`, one file each."""

from __future__ import annotations

# name: (application, one line for `homeroom --help`)
COMMANDS = {
    "demo": (
        "homeroom.apps.demo.DemoApp",
        "Let a made-up class hand in, be graded and get feedback, in a scratch copy.",
    ),
    "autograde": (
        "homeroom.apps.autograde.AutogradeApp",
        "Grade what a class handed in, and say what is wrong with files that cannot be graded.",
    ),
    "audit": (
        "homeroom.apps.audit.AuditApp",
        "Test the hidden tests: do they accept what is right and reject what is wrong?",
    ),
    "doctor": (
        "homeroom.apps.doctor.DoctorApp",
        "Say what this machine has and the one line that mends each thing missing.",
    ),
    "generate": (
        "homeroom.apps.generate.GenerateApp",
        "Make the students' version of homeworks: source/ to release/, docs/questions.md.",
    ),
    "export": (
        "homeroom.apps.export.ExportApp",
        "Write what others may have: student-copy.",
    ),
}
