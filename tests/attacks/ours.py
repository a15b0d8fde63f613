"""The suite against Homeroom: all attacks in one batch, among honest submissions."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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
LIMITS = """
c.Execute.timeout = 12
c.SurvivingExecute.notebook_timeout = 60
c.SurvivingExecute.new_kernels = 2
c.SurvivingExecute.output_bytes = 100_000
c.SurvivingExecute.flood_bytes = 10_000_000
c.WarmProvisioner.memory_mb = 600
c.WarmProvisioner.scratch_mb = 64
c.WarmProvisioner.file_mb = 16
c.WarmProvisioner.processes = 64
"""


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
        attack.hand_in(released, course.submitted_path(attack.student, homework.NAME))
    before = _contents(course)
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
        found[attack.student] = told
        verdicts[attack.student] = "worked" if told else _noticed(attack.student, batch)
    for told in filter(None, listener.heard):
        found.setdefault("listener", []).append(told)
        verdicts["listener"] = "worked"
    if outcome.PICKLED.exists() or _contents(course) != before:
        found["course"] = ["something outside was changed"]
        verdicts["course"] = "worked"
    hurt = [student for student in HONEST if not _whole(student, batch, table)]
    return Result(verdicts, found, hurt, batch)


def _noticed(student: str, batch: BatchResult) -> str:
    """Whether a person is told of a submission, apart from the notebook that was not handed in."""
    told = [f for f in batch.findings if f.student == student and "is missing" not in f.found]
    return "flagged" if told else "resisted"


def _whole(student: str, batch: BatchResult, table: dict[str, dict[str, float]]) -> bool:
    expected = {k: v for name in homework.QUESTIONS for k, v in homework.full_points(name).items()}
    got = {name: table.get(student, {}).get(name) for name in expected}
    return got == expected and student in batch.graded and student not in batch.flagged


def _contents(course: Course) -> dict[str, bytes]:
    """Everything that grading must not change."""
    found = {}
    for step in ("source", "release", "submitted"):
        for path in sorted((course.root / step).rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[str(path.relative_to(course.root))] = path.read_bytes()
    return found


def clean(folder: Path) -> None:
    """Remove a course, also what cannot be removed at first."""
    shutil.rmtree(folder, ignore_errors=True)
