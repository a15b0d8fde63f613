"""An assignment as it travels to a worker: the instructor's files, settings, gradebook rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader import utils
from nbgrader.api import Assignment as AssignmentRow
from nbgrader.api import Base, BaseCell, Gradebook, MissingEntry, Notebook
from sqlalchemy import Connection, DateTime, Table, select
from traitlets.config import Config

from homeroom.course import CONFIG_FILE, Course
from homeroom.errors import HomeroomError

Rows = dict[str, list[dict[str, Any]]]

NOT_GENERATED = (
    "The gradebook knows no assignment {name!r}. Run `homeroom generate {name}` first; "
    "nbgrader records there what each question is worth."
)


class NotGeneratedError(HomeroomError):
    """The assignment has not been generated, so nothing can be graded."""


@dataclass(frozen=True)
class Assignment:
    """All that a worker must know of an assignment.

    Attributes
    ----------
    name : str
    files : dict
        The instructor's files: name below ``source/NAME`` → content.
    config_text : str
        What stands in nbgrader_config.py; it is run where the work is done.
    settings : dict
        Settings that win over it (those of the command line).
    rows : dict
        The gradebook's rows of this assignment, by table.
    """

    name: str
    files: Mapping[str, bytes]
    config_text: str
    settings: Mapping[str, Any]
    rows: Rows = field(repr=False)

    def head(self) -> dict[str, Any]:
        """Give what is not files, as plain data."""
        return {
            "name": self.name,
            "config_text": self.config_text,
            "settings": self.settings,
            "rows": self.rows,
        }

    @classmethod
    def from_head(cls, head: Mapping[str, Any], files: Mapping[str, bytes]) -> Assignment:
        """Put an assignment together again."""
        return cls(head["name"], files, head["config_text"], head["settings"], head["rows"])

    @cached_property
    def key(self) -> str:
        """Digest of everything, by which a worker knows an assignment that it has met."""
        return digest_of(json.dumps(self.head(), sort_keys=True).encode(), self.files)

    @cached_property
    def digest(self) -> str:
        """Digest of what a verdict depends on: files, cells as generated, points.

        The gradebook's ids are left out: they are new whenever nbgrader records it again.
        """
        ids = {"id", "notebook_id", "assignment_id", "course_id"}
        cells = sorted(
            json.dumps([table, {k: v for k, v in row.items() if k not in ids}], sort_keys=True)
            for table, rows in self.rows.items()
            for row in rows
        )
        return digest_of("\n".join(cells).encode(), self.files)

    @property
    def notebooks(self) -> list[str]:
        """Names of the notebooks that the gradebook knows."""
        return sorted(row["name"] for row in self.rows[Notebook.__tablename__])


def digest_of(text: bytes, files: Mapping[str, bytes]) -> str:
    """Digest of some bytes and of files with their names."""
    digest = hashlib.sha256(text)
    for name in sorted(files):
        digest.update(b"\0" + name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()


def read_assignment(course: Course, name: str) -> Assignment:
    """Collect an assignment from a course.

    Raises
    ------
    NotGeneratedError
        If the gradebook does not know it.
    """
    with Gradebook(course.db_url, course.course_id) as gradebook:
        try:
            gradebook.find_assignment(name)
        except MissingEntry:
            raise NotGeneratedError(NOT_GENERATED.format(name=name)) from None
        rows = read_rows(gradebook.db.connection(), name)
    return Assignment(
        name,
        read_files(course.source_path(name), course.coursedir.ignore),
        (course.root / CONFIG_FILE).read_text(encoding="utf-8"),
        plain_settings(course.extra),
        rows,
    )


def read_files(
    folder: Path, ignore: Iterable[str], notebooks: Iterable[str] | None = None
) -> dict[str, bytes]:
    """Read the files below a folder that nbgrader would copy; links are left out.

    Parameters
    ----------
    folder : Path
    ignore : iterable of str
        Patterns of names that are left out.
    notebooks : iterable of str, optional
        Names of the notebooks to read; all others are left out.
    """
    wanted = None if notebooks is None else {f"{name}.ipynb" for name in notebooks}
    files = {}
    for found in sorted(utils.find_all_files(str(folder), list(ignore))):
        path = Path(found)
        name = path.relative_to(folder).as_posix()
        unwanted = wanted is not None and path.suffix == ".ipynb" and name not in wanted
        if path.is_file() and not path.is_symlink() and not unwanted:
            files[name] = path.read_bytes()
    return files


def read_rows(connection: Connection, name: str) -> Rows:
    """Read the rows of an assignment, its notebooks and cells, table by table."""
    tables = Base.metadata.tables
    assignment = AssignmentRow.__table__
    found: Rows = {}

    def take(table: Table, column: str, values: Iterable[Any]) -> list[dict[str, Any]]:
        where = table.c[column].in_(list(values))
        rows = [dict(row) for row in connection.execute(select(table).where(where)).mappings()]
        rows.sort(key=lambda row: json.dumps(row, default=str, sort_keys=True))
        found[table.name] = [{key: _plain(value) for key, value in row.items()} for row in rows]
        return found[table.name]

    (home,) = take(assignment, "name", [name])
    take(tables["course"], "id", [home["course_id"]])
    notebooks = [row["id"] for row in take(Notebook.__table__, "assignment_id", [home["id"]])]
    take(tables["source_cell"], "notebook_id", notebooks)
    cells = [row["id"] for row in take(BaseCell.__table__, "notebook_id", notebooks)]
    for table in ("grade_cells", "solution_cells", "task_cells"):
        take(tables[table], "id", cells)
    return found


def write_rows(connection: Connection, rows: Rows) -> None:
    """Write rows that `read_rows` gave into an empty gradebook."""
    for table in Base.metadata.sorted_tables:
        if written := rows.get(table.name):
            dates = {c.name for c in table.columns if isinstance(c.type, DateTime)}
            connection.execute(
                table.insert(),
                [
                    {
                        key: datetime.fromisoformat(value) if key in dates and value else value
                        for key, value in row.items()
                    }
                    for row in written
                ],
            )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def plain_settings(config: Config) -> dict[str, Any]:
    """Reduce settings of the command line to what JSON can carry; text stays text.

    >>> plain_settings(Config({"Execute": {"timeout": 3, "odd": object()}}))
    {'Execute': {'timeout': 3}}
    """
    found: dict[str, Any] = {}
    for key, value in config.items():
        if isinstance(value, Config):
            found[key] = plain_settings(value)
        elif isinstance(value, str | int | float | bool | list | None):
            found[key] = list(value) if isinstance(value, list) else value
    return found
