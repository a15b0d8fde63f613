"""A course in a temporary folder, in which a worker grades one submission after another.

nbgrader's own converters work in it as in any course. What they pay for every notebook is paid
once here: one database in memory instead of nine that are opened and closed.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from nbgrader.api import Base, Gradebook
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import scoped_session, sessionmaker
from sqlalchemy.pool import StaticPool
from traitlets.config import Config
from traitlets.config.loader import DeferredConfigString

from homeroom.course import CONFIG_FILE, Course
from homeroom.grading.assignment import Assignment, write_rows
from homeroom.grading.shortcuts import shortcuts
from homeroom.grading.transaction import OneTransaction
from homeroom.grading.wire import write_files

PREFIX = "homeroom-grading-"
SOCKET_NAME = 100  # letters; the system allows 107 with the number behind
STRUCTURE = str(Path("{nbgrader_step}", "{student_id}", "{assignment_id}"))


class ScratchCourse:
    """A course with one assignment, as its gradebook was when the batch began."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.root = Path(tempfile.mkdtemp(prefix=PREFIX))
        source = self.root / "source" / assignment.name
        source.mkdir(parents=True)
        write_files(source, assignment.files)
        (self.root / CONFIG_FILE).write_text(assignment.config_text, encoding="utf-8")
        self._url = f"sqlite:///{self.root}/gradebook.db"
        settings = deferred(assignment.settings)
        settings.merge(_own_settings(self._url, self.root))
        self.course = Course.open(self.root, settings)
        self.engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
        Base.metadata.create_all(self.engine)
        with self.engine.begin() as connection:
            write_rows(connection, assignment.rows)
        self._pristine = sqlite3.connect(":memory:", check_same_thread=False)
        with self._database() as database:
            database.backup(self._pristine)

    @contextmanager
    def submission(self, student: str, files: Mapping[str, bytes]) -> Iterator[Path]:
        """Lay out what a student handed in; give the folder where the graded copy will be.

        Everything is as new for each submission, and gone afterwards.
        """
        self._clear()
        name = self.assignment.name
        handed_in = self.course.submitted_path(student, name)
        handed_in.mkdir(parents=True)
        write_files(handed_in, files)
        try:
            with shared_gradebook(self._url, self.engine), shortcuts():
                yield self.course.autograded_path(student, name)
        finally:
            self._clear()

    def close(self) -> None:
        """Remove the folder and the database."""
        self.engine.dispose()
        self._pristine.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def _clear(self) -> None:
        for step in (
            self.course.coursedir.submitted_directory,
            self.course.coursedir.autograded_directory,
        ):
            shutil.rmtree(self.root / step, onerror=_writable_first)
        with self._database() as database:
            self._pristine.backup(database)

    @contextmanager
    def _database(self) -> Iterator[Any]:
        connection = self.engine.raw_connection()
        try:
            yield connection.driver_connection
        finally:
            connection.close()


def _own_settings(url: str, root: Path) -> Config:
    """Settings that hold in a scratch course whatever the real one says."""
    sockets = str(root / "kernel")
    made = Config(
        CourseDirectory={
            "db_url": url,
            "directory_structure": STRUCTURE,
            "source_directory": "source",
            "release_directory": "release",
            "submitted_directory": "submitted",
            "autograded_directory": "autograded",
            "student_id_exclude": "",
        },
        # Whether a student may be created is decided where the real gradebook is.
        Autograde={"create_student": True},
        # Once behind all preprocessors; nbgrader checks what it reads and writes besides.
        Exporter={"optimistic_validation": True},
    )
    if len(sockets) < SOCKET_NAME:
        # Ports that several workers choose at the same time would collide.
        made.ConnectionFileMixin = Config(transport="ipc", ip=sockets)
    return made


def deferred(settings: Mapping[str, Any]) -> Config:
    """Make settings of plain data; text is read as the setting's own type when it is used."""
    made = Config()
    for key, value in settings.items():
        if isinstance(value, Mapping):
            made[key] = deferred(value)
        else:
            made[key] = DeferredConfigString(value) if isinstance(value, str) else value
    return made


def _writable_first(function: Callable[..., Any], path: str, error: Any) -> None:
    """Remove what student code made unremovable; a folder that is not there is fine."""
    if isinstance(error[1], FileNotFoundError):
        return
    for folder in (Path(path).parent, Path(path)):
        if folder.is_dir() and not folder.is_symlink():
            folder.chmod(0o700)
    if Path(path).is_dir() and not Path(path).is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        function(path)


class _LateWrites(OneTransaction):
    """A session in which changed rows are sent when they are asked for, or at the end.

    nbgrader commits after every cell; new rows are sent at once all the same, so that errors show
    where it expects them.
    """

    def commit(self) -> None:
        if self.new or self.deleted:
            self.commit_all()


@contextmanager
def shared_gradebook(url: str, engine: Engine) -> Iterator[None]:
    """Let every `Gradebook` of this address be one, with its tables as they are.

    What one has read the next need not read again.
    """
    opened, closed = Gradebook.__init__, Gradebook.close
    database = scoped_session(
        sessionmaker(bind=engine, class_=_LateWrites, expire_on_commit=False, future=True)
    )

    def open_(
        self: Gradebook,
        db_url: str,
        course_id: str = "default_course",
        authenticator: Any = None,
    ) -> None:
        if db_url != url:
            opened(self, db_url, course_id, authenticator)
            return
        self.engine, self.db = engine, database
        self.course_id, self.authenticator = course_id, authenticator

    def close(self: Gradebook) -> None:
        if self.engine is engine:
            self.db().commit_all()
        else:
            closed(self)

    with patch.object(Gradebook, "__init__", open_), patch.object(Gradebook, "close", close):
        try:
            yield
        finally:
            database.remove()
