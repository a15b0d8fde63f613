"""`homeroom audit`: try the hidden tests on answers whose worth is known."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from traitlets import Bool, Integer, List, Unicode

from homeroom.apps.base import HomeroomCommand
from homeroom.audit.elsewhere import Elsewhere, judged_elsewhere
from homeroom.audit.notebook import FAST, Extent
from homeroom.audit.page import render_page
from homeroom.audit.result import QuestionAudit, kill_rate
from homeroom.audit.run import audit
from homeroom.audit.table import WANTED, print_audit
from homeroom.errors import UsageError
from homeroom.progress import progress_bar


class AuditApp(HomeroomCommand):
    """Test the hidden tests."""

    name = "homeroom audit"
    description = (
        "Try every test on answers of which it is known what they are worth: the instructor's, the "
        "released cells untouched, the ready answers in tests/variants, and mutants, which are the "
        "instructor's answers with one thing changed. Exit status 1 if a test accepts what is "
        "wrong, rejects what is right, changes its mind, or lets too many mutants live."
    )
    examples = (
        "homeroom audit hw01\n"
        "homeroom audit --changed --html audit.html\n"
        "homeroom audit --repetitions 20 --json audit.json\n"
        "homeroom audit hw01 --python ../old/bin/python"
    )

    html_file = Unicode("", help="Also write the report to this file, as an HTML page.").tag(
        config=True
    )
    changed = Bool(False, help="Only questions that have changed since the last audit.").tag(
        config=True
    )
    fast = Bool(False, help="A few answers and mutants of each question, nothing repeated.").tag(
        config=True
    )
    repetitions = Integer(
        2,
        min=0,
        help="Judge each ready answer with so many more seeds, on one thread and on two; and once "
        "more while it is halted for moments at a time.",
    ).tag(config=True)
    mutants = Bool(True, help="Also try what comes of the instructor's answers by one change.").tag(
        config=True
    )
    pythons = List(
        Unicode(),
        help="Also judge the ready answers with this Python, which may have another torch, and "
        "compare. May be given several times.",
    ).tag(config=True)

    aliases = {
        **HomeroomCommand.aliases,
        "html": "AuditApp.html_file",
        "python": "AuditApp.pythons",
        "repetitions": "AuditApp.repetitions",
    }
    flags = {
        **HomeroomCommand.flags,
        "changed": ({"AuditApp": {"changed": True}}, "Only what changed since the last audit."),
        "fast": ({"AuditApp": {"fast": True}}, "A few answers and mutants of each question."),
        "without-mutants": ({"AuditApp": {"mutants": False}}, "Only the ready answers."),
    }

    def run(self) -> int:
        """Audit; 1 if something fell short."""
        course = self.find_course()
        names = [course.check_assignment(name) for name in self.extra_args]
        extent = FAST if self.fast else Extent(repetitions=self.repetitions)
        if not self.mutants:
            extent = replace(extent, mutants=0)
        console = Console(highlight=False)
        root, assignments = Path(course.root), names or course.assignments()
        began = time.perf_counter()
        with progress_bar(console, "auditing") as bar:
            questions = audit(
                root,
                assignments,
                extent,
                changed_only=self.changed,
                on_start=bar.start,
                on_done=bar.advance,
            )
        elsewhere = []
        for python in self.pythons:
            with progress_bar(console, f"the same with {python}") as bar:
                found = judged_elsewhere(
                    python, root, assignments, extent, on_start=bar.start, on_done=bar.advance
                )
            found.compare(questions)
            elsewhere.append(found)
        seconds = time.perf_counter() - began
        print_audit(questions, console, seconds, elsewhere)
        self.write_json(as_json(questions, seconds, elsewhere))
        if self.html_file:
            try:
                Path(self.html_file).write_text(render_page(questions, seconds), encoding="utf-8")
            except OSError as error:
                raise UsageError(
                    f"--html: {self.html_file} cannot be written ({error.strerror})."
                ) from error
        return 0 if fell_short(questions) == [] else 1


def fell_short(questions: list[QuestionAudit]) -> list[str]:
    """Questions whose tests misjudge something, and assignments that let mutants live."""
    found = [question.question for question in questions if not question.ok]
    for name in dict.fromkeys(question.assignment for question in questions):
        if kill_rate([question for question in questions if question.assignment == name]) < WANTED:
            found.append(name)
    return found


def as_json(
    questions: list[QuestionAudit], seconds: float, elsewhere: Sequence[Elsewhere] = ()
) -> dict[str, Any]:
    """The keys that `homeroom audit --json` writes."""
    names = dict.fromkeys(question.assignment for question in questions)
    return {
        "questions": [question.as_json() for question in questions],
        "kill_rate": {
            name: kill_rate([q for q in questions if q.assignment == name]) for name in names
        },
        "elsewhere": [found.as_json() for found in elsewhere],
        "seconds": seconds,
    }
