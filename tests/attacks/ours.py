"""The suite against Homeroom: all attacks in one batch, among honest submissions."""

import contextlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import collecting
import homework
import outcome
from suite import Attack, hand_in_honestly

from homeroom.course import CONFIG_FILE, Course
from homeroom.grading.batch import BatchResult, Means, autograde
from homeroom.kernels import isolation
from homeroom.release.generate import generate
from homeroom.report.pages import write_feedback

ROOT = Path(__file__).parents[2]
HONEST = ("neighbour", "quiet", "last")
# Small, so that those who want everything come to their end soon.
LIMITS = f"""
c.Execute.timeout = 12
c.SurvivingExecute.notebook_timeout = 60
c.SurvivingExecute.new_kernels = 2
c.SurvivingExecute.output_bytes = 100_000
c.SurvivingExecute.flood_bytes = 10_000_000
c.WarmProvisioner.memory_mb = 600
c.WarmProvisioner.scratch_mb = 64
c.WarmProvisioner.file_mb = 16
c.WarmProvisioner.processes = 64
c.SafeExtractor.total_mb = {collecting.MOST_BYTES / 1e6}
c.SafeExtractor.file_mb = 15
c.SafeExtractor.seconds = 20
"""
# What a process that collects may use: far less than what the bombs hold.
COLLECTING = {resource.RLIMIT_AS: 3 << 30, resource.RLIMIT_FSIZE: 64 << 20}
SECONDS = 240
# Before each file that is not collected or stays packed (homeroom.collect.extractor).
WARNED = ("Not collected", "left packed")


@dataclass
class Result:
    """What came of the suite.

    Attributes
    ----------
    verdicts : dict
        "resisted", "flagged" or "worked" by attack; what was found by attack.
    honest_hurt : list of str
        Honest submissions that lost a point or were flagged.
    batch : BatchResult
    """

    verdicts: dict[str, str]
    found: dict[str, list[str]]
    honest_hurt: list[str]
    batch: BatchResult


@dataclass(frozen=True)
class Collected:
    """What came of collecting.

    Attributes
    ----------
    told : dict
        What a person was told of an archive, by student.
    harm : list of str
        What was changed that is not the student's own, or that the command did not end well.
    """

    told: dict[str, str] = field(default_factory=dict)
    harm: list[str] = field(default_factory=list)


class NoBox(Exception):
    """There is no box here in which attacks could be let loose."""


def check_box() -> None:
    """See to it that kernels are shut in; attacks must never run otherwise."""
    for finding in isolation.examine(probes=()):
        if not finding.held:
            raise NoBox(f"{finding.name}: {finding.found}. {finding.remedy}")


def make_course(folder: Path) -> Course:
    """Write the course that is attacked, and generate its homework."""
    homework.write_homework(folder / "source" / homework.NAME)
    text = (ROOT / CONFIG_FILE).read_text()
    (folder / CONFIG_FILE).write_text(text + LIMITS)
    course = Course.open(folder)
    generate(course, homework.NAME)
    return course


@contextlib.contextmanager
def secrets_around() -> Iterator[None]:
    """Lay a secret into the environment and the home folder."""
    os.environ["SECRET_OF_THE_TEACHER"] = "secret-of-the-environment"
    with tempfile.NamedTemporaryFile("w", prefix=".secret-", dir=Path.home()) as file:
        file.write("secret-of-the-home")
        file.flush()
        try:
            yield
        finally:
            del os.environ["SECRET_OF_THE_TEACHER"]


def run(attacks: Sequence[Attack], folder: Path, workers: int | None = None) -> Result:
    """Grade all attacks and some honest submissions in one batch, and look what came of it.

    Raises
    ------
    NoBox
        Where kernels cannot be shut in.
    """
    check_box()
    course = make_course(folder)
    released = course.release_path(homework.NAME)
    for student in HONEST:
        for notebook in homework.QUESTIONS:
            path = course.submitted_path(student, homework.NAME)
            hand_in_honestly(released, path, notebook, f"secret-of-the-{student}")
    for attack in attacks:
        if not attack.pack:
            attack.hand_in(released, course.submitted_path(attack.student, homework.NAME))
    packed = [attack for attack in attacks if attack.pack]
    honest, collected = list(HONEST), Collected()
    if packed:
        honest += collecting.hand_in_honest(released, folder)
        collected = collect(packed, course)
    before = collecting.contents(folder)
    outcome.PICKLED.unlink(missing_ok=True)
    with outcome.listening() as listener, secrets_around():
        batch = autograde(course, homework.NAME, means=Means(workers=workers))
    pages = [a.student for a in attacks if a.student in batch.graded]
    write_feedback(course, homework.NAME, pages)
    table = outcome.points_in_gradebook(folder / "gradebook.db")
    verdicts, found = {}, {}
    for attack in attacks:
        gained = sum(table.get(attack.student, {}).values())
        told = outcome.in_graded_copy(course.autograded_path(attack.student, homework.NAME))
        told += outcome.in_feedback(course.feedback_path(attack.student, homework.NAME))
        told += [f"{gained:g} points"] * (gained != 0)
        if attack.pack:
            told += collecting.in_submission(attack, folder)
        found[attack.student] = told
        named = attack.student in collected.told
        verdicts[attack.student] = "worked" if told else _noticed(attack.student, batch, named)
    for told in filter(None, listener.heard):
        found.setdefault("listener", []).append(told)
        verdicts["listener"] = "worked"
    outside = list(collected.harm)
    if outcome.PICKLED.exists() or collecting.contents(folder) != before:
        outside.append("something outside was changed")
    if outside:
        found["course"], verdicts["course"] = outside, "worked"
    hurt = [student for student in honest if not _whole(student, batch, table)]
    return Result(verdicts, found, hurt, batch)


def collect(packed: Sequence[Attack], course: Course) -> Collected:
    """Hand in archives, and collect them with nbgrader's command under the course's settings."""
    collecting.hand_in(packed, course.release_path(homework.NAME), course.root)
    before = collecting.contents(course.root)

    def limit() -> None:
        for what, most in COLLECTING.items():
            resource.setrlimit(what, (most, most))

    words = [sys.executable, "-m", "nbgrader", *collecting.COMMAND]
    try:
        done = subprocess.run(
            words,
            cwd=course.root,
            preexec_fn=limit,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Collected({}, ["collecting did not end"])
    archives = list(collecting.archive_folder(course.root).iterdir())
    own = [path.name.split(".")[0] for path in archives]
    after = collecting.contents(course.root)
    harm = [f"changed: {name}" for name in collecting.disturbed(before, after, own)]
    if done.returncode:
        harm.append(f"collecting broke off: {done.stderr[-2000:]}")
    warned = [line for line in done.stderr.splitlines() if any(word in line for word in WARNED)]
    told = {
        attack.student: line
        for attack in packed
        for line in warned
        if f"{attack.student}." in line or f"{attack.student}/" in line
    }
    return Collected(told, harm)


def _noticed(student: str, batch: BatchResult, named: bool) -> str:
    """Whether a person is told of a submission, apart from the notebook that was not handed in."""
    told = [f for f in batch.findings if f.student == student and "is missing" not in f.found]
    return "flagged" if told or named else "resisted"


def _whole(student: str, batch: BatchResult, table: dict[str, dict[str, float]]) -> bool:
    expected = {k: v for name in homework.QUESTIONS for k, v in homework.full_points(name).items()}
    got = {name: table.get(student, {}).get(name) for name in expected}
    return got == expected and student in batch.graded and student not in batch.flagged


def clean(folder: Path) -> None:
    """Remove a course, also what cannot be removed at first."""
    shutil.rmtree(folder, ignore_errors=True)
