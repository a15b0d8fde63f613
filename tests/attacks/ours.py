"""The suite against Homeroom: all attacks in one batch, among honest submissions."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import homework
import outcome
from suite import DOWNLOADS, ZIP_COLLECT, Attack, hand_in_honestly

from homeroom.course import CONFIG_FILE, Course
from homeroom.grading.batch import BatchResult, Means, autograde
from homeroom.kernels import isolation
from homeroom.release.generate import generate
from homeroom.report.pages import write_feedback

ROOT = Path(__file__).parents[2]
HONEST = ("neighbour", "quiet", "last")
PACKED = ("by_zip", "by_tar", "by_mac")
SECONDS = 120
EXTRACTED_BYTES = 500_000_000
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
        path = course.submitted_path(attack.student, homework.NAME)
        attack.hand_in(released, path, course.root / DOWNLOADS)
    outcome.PICKLED.unlink(missing_ok=True)
    packed = {attack.student for attack in attacks if attack.pack}
    told, spoiled = _collect(course, released, packed) if packed else ("", [])
    honest = HONEST + PACKED * bool(packed)
    before = _contents(course)
    with outcome.listening() as listener, secrets_around():
        batch = autograde(course, homework.NAME, means=Means(workers=workers))
    pages = [a.student for a in attacks if a.student in batch.graded]
    write_feedback(course, homework.NAME, pages)
    table = outcome.points_in_gradebook(folder / "gradebook.db")
    verdicts, found = {}, {}
    for attack in attacks:
        gained = sum(table.get(attack.student, {}).values())
        seen = outcome.in_graded_copy(course.autograded_path(attack.student, homework.NAME))
        seen += outcome.in_feedback(course.feedback_path(attack.student, homework.NAME))
        seen += [f"{gained:g} points"] * (gained != 0)
        found[attack.student] = seen
        verdicts[attack.student] = "worked" if seen else _noticed(attack.student, batch, told)
    for heard in filter(None, listener.heard):
        found.setdefault("listener", []).append(heard)
        verdicts["listener"] = "worked"
    if outcome.PICKLED.exists() or _contents(course) != before:
        spoiled.append("something outside was changed")
    if spoiled:
        found["course"], verdicts["course"] = spoiled, "worked"
    hurt = [student for student in honest if not _whole(student, batch, table)]
    return Result(verdicts, found, hurt, batch)


def _collect(course: Course, released: Path, packed: set[str]) -> tuple[str, list[str]]:
    """Collect archives with nbgrader's command, honest ones among them.

    What the command says, and what it did that it must not do: change or make anything but the
    submissions of those who handed in, write more than the limits, hang.
    """
    downloads = course.root / DOWNLOADS
    for student, pack in zip(PACKED, PACKING, strict=True):
        place = course.root / "packing" / student
        for notebook in homework.QUESTIONS:
            hand_in_honestly(released, place, notebook, f"secret-of-the-{student}")
        pack(place, downloads / student)
    shutil.rmtree(course.root / "packing")
    before = _contents(course)
    command = [sys.executable, "-m", "nbgrader", *ZIP_COLLECT]
    try:
        done = subprocess.run(
            command, cwd=course.root, capture_output=True, text=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return "", ["collecting hung"]
    spoiled = [] if done.returncode == 0 else [f"collecting ended with {done.returncode}"]
    own = tuple(f"submitted/{student}/" for student in (*PACKED, *packed))
    after = _contents(course)
    spoiled += [f"{name} was changed" for name in before if after.get(name) != before[name]]
    spoiled += [f"{n} was made" for n in after if n not in before and not n.startswith(own)]
    for student in packed:
        place = course.root / DOWNLOADS.with_name("extracted") / student
        size = sum(p.lstat().st_size for p in place.rglob("*"))
        spoiled += [f"{student} made {size} bytes"] * (size > EXTRACTED_BYTES)
        links = [path for path in place.rglob("*") if path.is_symlink()]
        spoiled += [f"{student} made the link {path.name}" for path in links]
    return done.stderr, spoiled


def _zip(place: Path, archive: Path) -> None:
    shutil.make_archive(str(archive), "zip", place.parent, place.name)


def _tar(place: Path, archive: Path) -> None:
    shutil.make_archive(str(archive), "gztar", place)


def _mac(place: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(place.iterdir()):
            packed.write(path, f"{place.name}/{path.name}")
            packed.writestr(f"__MACOSX/{place.name}/._{path.name}", b"\0\5\x16\7")
        packed.writestr(f"{place.name}/.DS_Store", b"\0\0\0\1Bud1")


PACKING = (_zip, _tar, _mac)


def _noticed(student: str, batch: BatchResult, collecting: str) -> str:
    """Whether a person is told of a submission, apart from the notebook that was not handed in."""
    told = [f for f in batch.findings if f.student == student and "is missing" not in f.found]
    warned = any(student in line for line in collecting.splitlines() if "WARNING" in line)
    return "flagged" if told or warned else "resisted"


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
