"""What a batch has to do: which submissions are new, changed, outdated, or cannot be graded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from nbgrader.api import Assignment as AssignmentRow
from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.converters import Autograde

from homeroom.course import Course
from homeroom.grading.assignment import Assignment, digest_of, read_files
from homeroom.grading.environment import environment_digest
from homeroom.grading.intake import Finding, Submission, inspect
from homeroom.grading.job import Job
from homeroom.grading.ledger import Digests, Entry, Ledger

MAX_DEATHS = 2
MAX_BYTES = 150_000_000


@dataclass(frozen=True)
class Planned:
    """A submission to grade.

    Attributes
    ----------
    submission : Submission
    digests : Digests
    deaths : int
        How often its worker died before.
    alone : bool
        Whether it may bring others down and so runs when nothing else does.
    """

    submission: Submission
    digests: Digests
    deaths: int = 0
    alone: bool = False

    @property
    def student(self) -> str:
        """The student's id."""
        return self.submission.student


@dataclass
class Plan:
    """What a batch has to do.

    `outdated` are graded submissions that have not changed since, but the tests, the settings or
    the environment have.
    """

    assignment: Assignment
    todo: list[Planned] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def make_plan(
    course: Course,
    assignment: Assignment,
    ledger: Ledger,
    *,
    students: Collection[str] | None = None,
    force: bool = False,
    regrade: bool = False,
) -> Plan:
    """Compare what was handed in with what has been graded.

    Parameters
    ----------
    course : Course
    assignment : Assignment
    ledger : Ledger
    students : collection of str, optional
        Only these.
    force : bool
        Everything is to be graded.
    regrade : bool
        Outdated submissions are to be graded too.
    """
    plan = Plan(assignment)
    known = ledger.graded(assignment.name)
    entries = ledger.entries(assignment.name)
    recorded, registered = _in_gradebook(course, assignment.name)
    may_create = Autograde(config=course.config).create_student
    environment = environment_digest(assignment.config_text)
    for submission in inspect(course, assignment.name):
        student = submission.student
        if students is not None and student not in students:
            continue
        plan.findings += submission.findings
        if not submission.gradable:
            plan.failed.append(student)
            continue
        if not may_create and student not in registered:
            plan.failed.append(student)
            plan.findings.append(_unknown_student(course, submission))
            continue
        files = submitted_files(course, assignment, submission)
        if sum(map(len, files.values())) > MAX_BYTES:
            plan.failed.append(student)
            plan.findings.append(_too_large(course, submission, files))
            continue
        digests = Digests(
            digest_of(recorded.get(student, "").encode(), files), assignment.digest, environment
        )
        done = known.get(student)
        if student not in recorded or not course.autograded_path(student, assignment.name).is_dir():
            done = None
        if done is not None and not force:
            if done == digests:
                plan.unchanged.append(student)
                continue
            if done.submission == digests.submission and not regrade:
                plan.unchanged.append(student)
                plan.outdated.append(student)
                continue
        entry = entries.get((student, digests), Entry())
        if entry.deaths >= MAX_DEATHS and not force:
            plan.failed.append(student)
            plan.findings.append(killer(course, submission, entry.why))
            continue
        alone = entry.deaths > 0 or entry.starts > 1
        plan.todo.append(Planned(submission, digests, 0 if force else entry.deaths, alone))
    return plan


def submitted_files(
    course: Course, assignment: Assignment, submission: Submission
) -> dict[str, bytes]:
    """Read what was handed in, but for what does not belong into the graded copy."""
    found = read_files(submission.folder, course.coursedir.ignore, assignment.notebooks)
    return {name: content for name, content in found.items() if name not in submission.left_out}


def make_job(course: Course, assignment: Assignment, planned: Planned) -> Job:
    """Make the job of a planned submission."""
    files = submitted_files(course, assignment, planned.submission)
    return Job(planned.student, assignment, files)


def _in_gradebook(course: Course, assignment: str) -> tuple[dict[str, str], set[str]]:
    """Whose submissions the gradebook has, with their extension as text; all its students."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        submissions = (
            gradebook.db.query(SubmittedAssignment.student_id, SubmittedAssignment.extension)
            .join(AssignmentRow, AssignmentRow.id == SubmittedAssignment.assignment_id)
            .filter(AssignmentRow.name == assignment)
        )
        extensions = {student: str(extension or "") for student, extension in submissions}
        return extensions, {student.id for student in gradebook.students}


def _where(course: Course, submission: Submission) -> str:
    return str(submission.folder.relative_to(course.root))


def _unknown_student(course: Course, submission: Submission) -> Finding:
    return Finding(
        submission.student,
        _where(course, submission),
        f"no student {submission.student!r} in the gradebook",
        f"nbgrader db student add {submission.student}, or c.Autograde.create_student = True",
        fatal=True,
    )


def _too_large(course: Course, submission: Submission, files: Mapping[str, bytes]) -> Finding:
    size = sum(map(len, files.values())) / 1e6
    return Finding(
        submission.student,
        _where(course, submission),
        f"{len(files)} files with {size:.0f} MB together",
        f"remove what does not belong to the homework (up to {MAX_BYTES / 1e6:.0f} MB are graded)",
        fatal=True,
    )


def killer(course: Course, submission: Submission, why: str) -> Finding:
    """Say of a submission that its worker died too often to try again, and how."""
    return Finding(
        submission.student,
        _where(course, submission),
        f"the process that graded it died {MAX_DEATHS} times" + (f" ({why})" if why else ""),
        "read the notebook before running it anywhere; --force tries it again",
        fatal=True,
    )
