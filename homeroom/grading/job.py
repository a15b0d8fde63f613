"""What flows between the batch and its workers: a job there, a graded submission back.

Both are plain data and bytes, so they need no shared folder, and nothing that student code made
is ever unpickled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from homeroom.grading.assignment import Assignment
from homeroom.grading.wire import ParcelError, pack, unpack

SUBMITTED, SOURCE = "submitted/", "source/"


@dataclass(frozen=True)
class Job:
    """Everything that grading one submission needs.

    Attributes
    ----------
    student : str
    assignment : Assignment
    files : dict
        What was handed in: name below the submission's folder → content.
    """

    student: str
    assignment: Assignment
    files: Mapping[str, bytes]

    def to_bytes(self) -> bytes:
        """Make a parcel of the job."""
        files = {SUBMITTED + name: content for name, content in self.files.items()}
        files |= {SOURCE + name: content for name, content in self.assignment.files.items()}
        return pack({"student": self.student, "assignment": self.assignment.head()}, files)

    @classmethod
    def from_bytes(cls, parcel: bytes) -> Job:
        """Read a job; raise `ParcelError` if it is none."""
        head, files = unpack(parcel)
        try:
            assignment = Assignment.from_head(head["assignment"], _below(SOURCE, files))
            return cls(head["student"], assignment, _below(SUBMITTED, files))
        except (KeyError, TypeError) as error:
            raise ParcelError(f"A parcel that holds no job ({error}).") from error


@dataclass(frozen=True)
class GradedNotebook:
    """What came out for one notebook.

    Attributes
    ----------
    scores : dict
        ``{grade_id: points}`` of the cells that earn points and were found in the notebook; None
        where a person has to grade.
    comments : dict
        ``{grade_id: text or None}`` of the answer cells that were found.
    seconds : dict
        ``{grade_id: seconds}`` of the cells that were run.
    flags : dict
        What a person should know: the notebook's metadata under "homeroom".
    """

    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    seconds: Mapping[str, float] = field(default_factory=dict)
    flags: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Graded:
    """A graded submission, or the reason why there is none.

    Attributes
    ----------
    student : str
    notebooks : dict
        `GradedNotebook` by name.
    files : dict
        The graded copy: name → content; the notebooks among them.
    seconds, cpu_seconds : float
        What it took in the worker; processor time without that of the kernels.
    failure : str
        Why it could not be graded; empty if it was.
    left_out : tuple of str
        Files that the student's code wrote and that were too large to keep.
    """

    student: str
    notebooks: Mapping[str, GradedNotebook] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    failure: str = ""
    left_out: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Make a parcel of it."""
        head = asdict(self)
        files = head.pop("files")
        return pack(head, files)

    @classmethod
    def from_bytes(cls, parcel: bytes) -> Graded:
        """Read a graded submission; raise `ParcelError` if it is none."""
        head, files = unpack(parcel)
        try:
            notebooks = {
                name: GradedNotebook(
                    {key: _number(value) for key, value in part["scores"].items()},
                    {key: _text(value) for key, value in part["comments"].items()},
                    {key: float(value) for key, value in part["seconds"].items()},
                    dict(part["flags"]),
                )
                for name, part in head["notebooks"].items()
            }
            return cls(
                str(head["student"]),
                notebooks,
                files,
                float(head["seconds"]),
                float(head["cpu_seconds"]),
                str(head["failure"]),
                tuple(map(str, head["left_out"])),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ParcelError(f"A parcel that holds no graded submission ({error}).") from error


def _below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        name.removeprefix(folder): content
        for name, content in files.items()
        if name.startswith(folder)
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
