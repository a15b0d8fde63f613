"""The page docs/questions.md: every question of every assignment, made from the notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from homeroom.course import Course
from homeroom.notebooks import Question, questions, read_notebook

NOTE = (
    "<!-- Generated from the notebooks in source/ by `homeroom generate`; do not edit. "
    "`homeroom generate --check` compares. -->"
)
INTRODUCTION = """\
# Questions

What each homework asks, from its notebooks. *auto*: a hidden test gives the points; *manual*: a
person does, in the formgrader; *visible*: checked in sight, no points. *Binds* are the names that
the answer must bind; *seconds* is what the test may take."""
HEAD = "| notebook | question | kind | points | binds | seconds |\n|---|---|---|---:|---|---:|"


@dataclass(frozen=True)
class Row:
    """One question and where it stands."""

    assignment: str
    notebook: str
    question: Question


def table(course: Course) -> list[Row]:
    """All questions of all assignments, in order."""
    return [
        Row(assignment, notebook, question)
        for assignment in course.assignments()
        for notebook in course.notebooks(assignment)
        for question in questions(read_notebook(course.source_path(assignment, notebook)))
    ]


def page(rows: Iterable[Row]) -> str:
    """Write the table as a Markdown page, with totals for each assignment."""
    rows = list(rows)
    parts = [NOTE, "", INTRODUCTION]
    for assignment in dict.fromkeys(row.assignment for row in rows):
        mine = [row for row in rows if row.assignment == assignment]
        parts += ["", f"## {assignment}", "", _totals([row.question for row in mine]), "", HEAD]
        parts += map(_line, mine)
    return "\n".join(parts) + "\n"


def questions_file(course: Course) -> Path:
    """Where the page lies."""
    return course.root / "docs" / "questions.md"


def write_page(course: Course) -> bool:
    """Write docs/questions.md; return whether it was different before."""
    text, path = page(table(course)), questions_file(course)
    if is_current(course, text):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def is_current(course: Course, text: str | None = None) -> bool:
    """Whether docs/questions.md says what the notebooks say."""
    path = questions_file(course)
    wanted = page(table(course)) if text is None else text
    return path.is_file() and path.read_text(encoding="utf-8") == wanted


def _totals(asked: list[Question]) -> str:
    total = sum(question.points for question in asked)
    by_kind = {
        kind: sum(question.points for question in asked if question.kind == kind)
        for kind in ("auto", "manual")
    }
    return f"**{total:g} points**: {by_kind['auto']:g} auto, {by_kind['manual']:g} manual."


def _line(row: Row) -> str:
    question = row.question
    seconds = f"{question.seconds:g}" if question.seconds is not None else ""
    binds = ", ".join(f"`{name}`" for name in question.binds)
    earns = f"{question.points:g}"
    cells = [row.notebook, f"`{question.grade_id}`", question.kind, earns, binds, seconds]
    return "| " + " | ".join(cells) + " |"
