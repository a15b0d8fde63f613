"""The course as nbgrader sees it: its folders, assignments, notebooks and database."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from homeroom.errors import HomeroomError, UsageError

CONFIG_FILE = "nbgrader_config.py"
DEFAULT_ADDRESS = "https://example.org/homeroom"

NEVER_COPIED = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "*.pyc")


class CourseError(HomeroomError):
    """The course folder, its settings or an assignment are not as expected."""


class UnknownAssignmentError(CourseError, UsageError):
    """An assignment was named that the course does not have."""


@dataclass(frozen=True)
class Course:
    """One course folder, read through nbgrader's own settings.

    Use `Course.find` (walks up from a folder) or `Course.open` (exactly this folder).
    """

    root: Path
    config: Config = field(repr=False, compare=False)
    extra: Config = field(repr=False, compare=False, default_factory=Config)

    @classmethod
    def find(cls, start: Path | str | None = None) -> Course:
        """Open the course that holds the folder `start` (default: the current one).

        Raises
        ------
        CourseError
            If neither the folder nor one above it holds nbgrader_config.py and source/.
        """
        here = Path(start).resolve() if start is not None else Path.cwd()
        for folder in (here, *here.parents):
            if (folder / CONFIG_FILE).is_file() and (folder / "source").is_dir():
                return cls.open(folder)
        raise CourseError(
            f"No course here: neither {here} nor a folder above it holds {CONFIG_FILE} and "
            "source/. Change into the course folder, or name it with --course-dir=FOLDER."
        )

    @classmethod
    def open(cls, root: Path | str, extra: Config | None = None) -> Course:
        """Open the course in exactly this folder; `extra` settings win over its own."""
        root = Path(root).resolve()
        extra = Config() if extra is None else extra
        config = _read_config(root)
        config.merge(extra)
        return cls(root, config, extra)

    @cached_property
    def coursedir(self) -> CourseDirectory:
        """The folder as nbgrader's own object sees it."""
        return self.nbgrader_coursedir()

    def nbgrader_coursedir(self, **traits: Any) -> CourseDirectory:
        """Make a CourseDirectory with some traits set otherwise; converters change theirs."""
        return CourseDirectory(config=self.config, root=str(self.root), **traits)

    @property
    def course_id(self) -> str:
        """The course id that nbgrader knows."""
        return self.coursedir.course_id

    @property
    def db_url(self) -> str:
        """Address of nbgrader's gradebook."""
        return self.coursedir.db_url

    @property
    def public_address(self) -> str:
        """Where the student copy is published (the setting `AddColab.public_address`)."""
        section = self.config.get("AddColab", {})
        return str(section.get("public_address", DEFAULT_ADDRESS)).rstrip("/")

    def assignments(self) -> list[str]:
        """List the assignments that have notebooks in source/, sorted."""
        pattern = self._step(self.coursedir.source_directory, ".", "*")
        return sorted(path.name for path in _glob(pattern) if any(path.glob("*.ipynb")))

    def check_assignment(self, name: str) -> str:
        """Return `name`, or raise a `CourseError` that lists what there is."""
        known = self.assignments()
        if name in known:
            return name
        raise UnknownAssignmentError(
            f"No assignment {name!r} in {self.coursedir.source_directory}/. "
            f"There is: {', '.join(known) or 'none with a notebook'}."
        )

    def notebooks(self, assignment: str) -> list[str]:
        """List the names, without .ipynb, of the notebooks of an assignment in source/, sorted."""
        return sorted(path.stem for path in self.source_path(assignment).glob("*.ipynb"))

    def students(self, assignment: str) -> list[str]:
        """List the ids of students who have a folder for the assignment in submitted/, sorted."""
        step = self.coursedir.submitted_directory
        known = re.compile(
            self.coursedir.format_path(step, "(?P<student>.*)", re.escape(assignment), escape=True)
        )
        found = map(known.fullmatch, map(str, _glob(self._step(step, "*", assignment))))
        return sorted(match["student"] for match in found if match)

    def source_path(self, assignment: str, notebook: str | None = None) -> Path:
        """Give the instructor's folder of an assignment, or one notebook in it."""
        return self._file(self.coursedir.source_directory, ".", assignment, notebook)

    def release_path(self, assignment: str, notebook: str | None = None) -> Path:
        """Give the released folder of an assignment, or one notebook in it."""
        return self._file(self.coursedir.release_directory, ".", assignment, notebook)

    def submitted_path(self, student: str, assignment: str, notebook: str | None = None) -> Path:
        """Give the folder that a student handed in, or one notebook in it."""
        return self._file(self.coursedir.submitted_directory, student, assignment, notebook)

    def autograded_path(self, student: str, assignment: str, notebook: str | None = None) -> Path:
        """Give what nbgrader made of it when autograding."""
        return self._file(self.coursedir.autograded_directory, student, assignment, notebook)

    def feedback_path(self, student: str, assignment: str, notebook: str | None = None) -> Path:
        """Give the folder of feedback pages for the student, or one page (.html)."""
        folder = self._file(self.coursedir.feedback_directory, student, assignment, None)
        return folder / f"{notebook}.html" if notebook else folder

    def scratch_copy(self, to: Path | str) -> Course:
        """Make a fresh course in the folder `to`: what instructors wrote, no database, no work.

        Copied are source/, nbgrader_config.py and, where present, tests/variants/.
        """
        to = Path(to)
        if to.exists() and any(to.iterdir()):
            raise CourseError(f"{to} is not empty: a scratch course needs a new or empty folder.")
        to.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.root / CONFIG_FILE, to / CONFIG_FILE)
        for name in (self.coursedir.source_directory, "tests/variants"):
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, to / name, ignore=NEVER_COPIED)
        return Course.open(to, self.extra)

    def _step(self, step: str, student: str, assignment: str) -> Path:
        return Path(self.coursedir.format_path(step, student, assignment))

    def _file(self, step: str, student: str, assignment: str, notebook: str | None) -> Path:
        folder = self._step(step, student, assignment)
        return folder / f"{notebook}.ipynb" if notebook else folder


def _glob(pattern: Path) -> Iterator[Path]:
    """Match an absolute pattern, as nbgrader does; nbgrader's setting may lead anywhere."""
    return Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))


def _read_config(root: Path) -> Config:
    """Run nbgrader_config.py as nbgrader does, and say so when it fails."""
    try:
        return PyFileConfigLoader(CONFIG_FILE, path=str(root)).load_config()
    except ConfigFileNotFound:
        raise CourseError(
            f"{root} holds no {CONFIG_FILE}, so it is no course folder. "
            f"Copy {CONFIG_FILE} from the Homeroom repository into it."
        ) from None
    except Exception as error:
        raise CourseError(
            f"{root / CONFIG_FILE} could not be read: {type(error).__name__}: {error}. "
            "Mend that line; nbgrader itself needs the file too."
        ) from error
