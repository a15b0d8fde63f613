"""Run the course from start to end in a scratch copy: release, class, grades, feedback."""

from __future__ import annotations

import copy
import html
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import nbformat
from rich.console import Console
from rich.markup import escape
from traitlets.config import Config

from homeroom.course import Course
from homeroom.demo.homework import Homework, Points
from homeroom.demo.students import Student, make_class
from homeroom.doctor import nested_namespaces
from homeroom.grading.batch import BatchResult, autograde
from homeroom.notebooks import nbgrader_cells, read_notebook
from homeroom.progress import progress_bar
from homeroom.release.generate import generate
from homeroom.report.feedback import NOT_PASSED
from homeroom.report.pages import Feedback, write_feedback
from homeroom.report.sentences import ATTRIBUTE_MISSING, NAME_MISSING
from homeroom.variants import read_variants

# Long enough for the slowest test on a busy machine.
ANSWER_SECONDS = 20


@dataclass
class Outcome:
    """What came of one student's submission."""

    id: str
    idea: str
    expected: Points
    got: Points
    as_expected: bool
    said: str = ""


@dataclass
class AssignmentOutcome:
    """What came of a class's homework."""

    name: str
    max_points: float
    students: list[Outcome] = field(default_factory=list)
    feedback: list[Path] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything came out as it should."""
        return all(student.as_expected for student in self.students)


@dataclass
class DemoResult:
    """Everything that `homeroom demo` has to say."""

    folder: Path
    assignments: list[AssignmentOutcome]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether every assignment came out as it should."""
        return all(assignment.ok for assignment in self.assignments)

    def as_json(self) -> dict:
        """The keys that `homeroom demo --json` writes."""
        return {
            "ok": self.ok,
            "assignments": [
                {
                    "name": assignment.name,
                    "students": [asdict(student) for student in assignment.students],
                    "max_points": assignment.max_points,
                    "feedback": [str(path) for path in assignment.feedback],
                }
                for assignment in self.assignments
            ],
            "seconds": self.seconds,
        }


def run_demo(course: Course, assignments: list[str], console: Console) -> DemoResult:
    """Show the course at work on made-up classes.

    Parameters
    ----------
    course : Course
        It is only read: everything happens in a scratch copy in the system's temporary folder.
    assignments : list of str
    console : rich.console.Console
        Progress and tables go here.
    """
    started = time.perf_counter()
    course = _with_possible_kernels(course, console)
    folder = Path(tempfile.mkdtemp(prefix="homeroom-demo-"))
    scratch = _in_a_hurry(course.scratch_copy(folder / "course"))
    outcomes = [_run_assignment(scratch, name, console) for name in assignments]
    return DemoResult(scratch.root, outcomes, time.perf_counter() - started)


def _with_possible_kernels(course: Course, console: Console) -> Course:
    """Where there can be no box, do without: this class is made up, and its code is ours."""
    if "isolation" in course.extra.get("WarmProvisioner", {}):
        return course
    possible, found = nested_namespaces()
    if possible:
        return course
    if sys.platform == "linux":
        less = Config(WarmProvisioner={"isolation": "none"})
    else:
        less = Config(Execute={"kernel_name": "python3"})
    console.print(
        f"[yellow]No box can be built here ({escape(found)}).[/] The made-up class is graded "
        "without one; what real students hand in is not. See `homeroom doctor`."
    )
    extra = copy.deepcopy(course.extra)
    extra.merge(less)
    return Course.open(course.root, extra)


def _in_a_hurry(course: Course) -> Course:
    """Give cells that are not given less time, for some students wait for nothing."""
    own = course.config.ExecuteUnlessKept.get("answer_timeout", ANSWER_SECONDS)
    extra = copy.deepcopy(course.extra)
    extra.merge(Config(ExecuteUnlessKept={"answer_timeout": min(ANSWER_SECONDS, own)}))
    return Course.open(course.root, extra)


def _run_assignment(course: Course, name: str, console: Console) -> AssignmentOutcome:
    console.print(f"[bold]{name}[/]: generating the students' version")
    generate(course, name)
    homework = read_homework(course, name)
    students = make_class(homework, _other_homework(course, homework))
    hand_in(course, students)
    console.print(f"[bold]{name}[/]: a class of {len(students)} has handed in and is graded")
    with progress_bar(console, "autograding") as bar:
        batch = autograde(course, name, on_start=bar.start, on_done=bar.advance)
    with progress_bar(console, "feedback") as bar:
        written = write_feedback(
            course, name, batch.graded, on_start=bar.start, on_done=bar.advance
        )
    pages = {feedback.student: feedback for feedback in written}
    return AssignmentOutcome(
        name,
        homework.max_points(),
        [_compare(student, batch, pages.get(student.id)) for student in students],
        [page for feedback in written for page in feedback.pages],
    )


def read_homework(course: Course, name: str) -> Homework:
    """Read an assignment's notebooks and its ready answers from a course."""
    names = course.notebooks(name)
    return Homework(
        name,
        {n: read_notebook(course.source_path(name, n)) for n in names},
        {n: read_notebook(course.release_path(name, n)) for n in names},
        read_variants(course.root / "tests" / "variants" / name),
    )


def _other_homework(course: Course, homework: Homework) -> bytes:
    """The notebook of another homework; if there is no other, one with other questions."""
    for other in course.assignments():
        if other != homework.name:
            path = course.source_path(other, course.notebooks(other)[0])
            return path.read_bytes()
    notebook = copy.deepcopy(next(iter(homework.released.values())))
    for cell in nbgrader_cells(notebook):
        cell.metadata.nbgrader.grade_id = "other_" + cell.metadata.nbgrader.grade_id
    return nbformat.writes(notebook).encode()


def hand_in(course: Course, students: list[Student]) -> None:
    """Write what the students hand in under ``submitted/``."""
    submitted = course.root / course.coursedir.submitted_directory
    for student in students:
        for relative, content in student.files.items():
            path = submitted / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            if content.strip(b"\0"):
                path.write_bytes(content)
            else:  # a large file of zeros takes no room on the disk
                path.touch()
                os.truncate(path, len(content))


def _compare(student: Student, batch: BatchResult, feedback: Feedback | None) -> Outcome:
    got = {
        grade_id: points
        for notebook in batch.scores.get(student.id, {}).values()
        for grade_id, points in notebook.items()
    }
    said = "; ".join(
        f"{f.file}: {f.found} → {f.remedy}" for f in batch.findings if f.student == student.id
    )
    reported = student.remark in said if student.remark else not said
    as_expected = got == student.expected and reported
    if student.expected and not (feedback and feedback.pages):
        as_expected = False
        said += f"no feedback page: {feedback.failure if feedback else 'not graded'}"
    elif feedback and student.unrun:
        pages = "".join(path.read_text(encoding="utf-8") for path in feedback.pages)
        explained = sum(
            pages.count(html.escape(NOT_PASSED.format(why=why)))
            for why in (NAME_MISSING, ATTRIBUTE_MISSING)
        )
        if explained < student.unrun:
            as_expected = False
            said += f"feedback explains {explained} of {student.unrun} tests without an answer"
    return Outcome(student.id, student.idea, student.expected, got, as_expected, said)
