"""Look an archive over: everything should be there, under its right name, and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from helpers.handin.listing import Listing, find_listing, id_problem, likeliest
from helpers.handin.preflight import Preflight, examine
from helpers.litter import is_litter
from helpers.notebook import NotebookError, cells_of
from helpers.photos import PhotoError, read_photo
from helpers.questions import released_name

_LARGEST = 300_000_000  # bytes, unpacked; more is no homework


@dataclass
class Inspection:
    """What was found in an archive.

    Attributes
    ----------
    file : str
        Name of the archive.
    assignment : str
        Homework that it was compared with.
    student : str
        Name of its folder.
    missing, superfluous, misnamed : list of str
        Files, each with what to do about it.
    problems : list of str
        Whatever else should be put right.
    notes : list of str
        What may be as it should.
    """

    file: str
    assignment: str = ""
    student: str = ""
    missing: list[str] = field(default_factory=list)
    superfluous: list[str] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def _ipython_display_(self) -> None:
        """Show nothing as the value of a notebook's cell: the report is already printed."""

    @property
    def complete(self) -> bool:
        """Whether the archive can be handed in as it is."""
        return not (self.missing or self.superfluous or self.misnamed or self.problems)

    def __str__(self) -> str:
        """Write it as a short list."""
        of = f": {self.assignment} of {self.student}" if self.student else ""
        lines = [f"{self.file}{of}"]
        for word in ("missing", "misnamed", "superfluous"):
            lines += [f"  ! {word}: {one}" for one in getattr(self, word)]
        lines += [f"  ! {one}" for one in self.problems]
        lines += [f"  - {one}" for one in self.notes]
        lines.append("  ready to hand in" if self.complete else "  NOT ready to hand in")
        return "\n".join(lines)


def check_archive(
    path: str | Path, assignment: str | None = None, student: str | None = None
) -> Inspection:
    """Look an archive over before it is handed in, and print what was found.

    Parameters
    ----------
    path : str or pathlib.Path
        The ``.zip`` file. Nothing is unpacked to the disk.
    assignment : str, optional
        Such as ``"hw04"``; by default the one to which most of the files belong.
    student : str, optional
        Name that its folder should have; by default any that can be a student id.

    Returns
    -------
    Inspection
        Also for a file that is no archive: then ``problems`` says so.
    """
    found = inspect(Path(path), assignment, student)
    print(found)
    return found


def inspect(path: Path, assignment: str | None = None, student: str | None = None) -> Inspection:
    """Look an archive over without printing anything.

    Parameters
    ----------
    path : pathlib.Path
    assignment, student : str, optional
        See :func:`check_archive`.

    Returns
    -------
    Inspection
    """
    found = Inspection(path.name)
    try:
        listing = None if assignment is None else find_listing(assignment)
        files = _read(path)
    except (ValueError, OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        # An encrypted archive is a RuntimeError, an unknown way of packing a NotImplementedError.
        found.problems.append(_unreadable(path, error))
        return found
    listing = listing or likeliest(PurePosixPath(name).name for name in files)
    found.assignment = listing.assignment
    inside = _folder(files, student, found)
    _compare(inside, listing, found)
    for name, content in sorted(inside.items()):
        role = listing.role(name)
        if role is not None:
            _look_into(name, content, listing, found)
    return found


def _read(path: Path) -> dict[str, bytes]:
    """Read all files of an archive into memory, which checks that none is damaged."""
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if sum(entry.file_size for entry in entries) > _LARGEST:
            raise ValueError(f"unpacked it has more than {_LARGEST / 1e6:.0f} MB")
        twice = [name for name, n in Counter(e.filename for e in entries).items() if n > 1]
        if twice:
            raise ValueError(f"{twice[0]} is in it more than once")
        return {entry.filename.replace("\\", "/"): archive.read(entry) for entry in entries}


def _unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, zipfile.BadZipFile):
        return f"{path.name} is no zip archive, or damaged ({error}); pack it again"
    if isinstance(error, OSError):
        return f"{path} cannot be opened: {error.strerror}"
    return f"{path.name}: {error}"


def _folder(files: dict[str, bytes], student: str | None, found: Inspection) -> dict[str, bytes]:
    """Return the files of the one folder by their names; note whatever lies elsewhere."""
    inside: dict[str, bytes] = {}
    useful = [name for name in files if not _is_litter(name)]
    tops = Counter(PurePosixPath(n).parts[0] for n in useful if len(PurePosixPath(n).parts) > 1)
    if tops:
        found.student = student if student and student in tops else tops.most_common(1)[0][0]
    for name, content in files.items():
        parts = PurePosixPath(name).parts
        if _is_litter(name):
            found.superfluous.append(f"{name}: left behind by a program; delete it")
        elif name.startswith("/") or ".." in parts:
            found.superfluous.append(f"{name}: points out of the archive")
        elif len(parts) == 1:
            inside.setdefault(name, content)
        elif len(parts) > 2 or parts[0] != found.student:
            found.superfluous.append(f"{name}: expected all files in one folder, without others")
        else:
            inside[parts[1]] = content
    loose = [name for name in files if len(PurePosixPath(name).parts) == 1 and name in useful]
    if loose:
        where = found.student or student or "named by your student id"
        found.problems.append(
            f"{', '.join(sorted(loose))}: not in a folder; expected one folder {where} with all "
            "files in it"
        )
    if found.student:
        if student is not None and found.student != student:
            found.problems.append(f"the folder is called {found.student}; expected {student}")
        elif problem := id_problem(found.student):
            found.problems.append(f"the folder: {problem}")
    return inside


def _is_litter(name: str) -> bool:
    return is_litter(PurePosixPath(name).parts)


def _compare(inside: dict[str, bytes], listing: Listing, found: Inspection) -> None:
    """Compare the names that are there with those that should be."""
    roles: dict[str, list[str]] = {}
    strangers = []
    for name in sorted(inside):
        role = listing.role(name)
        if role is None:
            strangers.append(name)
        else:
            roles.setdefault(role, []).append(name)
    for names in roles.values():
        if len(names) > 1:
            found.superfluous.append(f"{' and '.join(names)}: keep one of them")
    wanted = [name for name in listing.wanted if name not in roles]
    for name in strangers:
        meant = listing.meant(name)
        stands_for = None if meant is None else listing.role(meant)
        if stands_for in wanted:
            wanted.remove(stands_for)
            found.misnamed.append(f"{name}: rename it to {meant}")
        else:
            found.superfluous.append(f"{name}: does not belong there")
    found.missing += wanted


def _look_into(name: str, content: bytes, listing: Listing, found: Inspection) -> None:
    """Check that a file holds what its name says."""
    if not content:
        found.problems.append(f"{name} is empty; save it again")
    elif name.endswith(".ipynb"):
        _look_into_notebook(name, content, found)
    elif name == listing.writeup:
        if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
            found.problems.append(f"{name} is no PDF, or only a part of one; write it again")
    else:
        try:
            read_photo(io.BytesIO(content))
        except PhotoError as error:
            found.problems.append(f"{name}: {error}")


def _look_into_notebook(name: str, content: bytes, found: Inspection) -> None:
    try:
        cells = cells_of(json.loads(content.decode("utf-8-sig")), name)
    except NotebookError as error:
        found.problems.append(str(error))
        return
    except (ValueError, RecursionError):
        found.problems.append(f"{name} is no notebook, or only a part of one; save it again")
        return
    own = released_name(cells)
    if own is not None and own != name:
        found.problems.append(f"{name} holds the notebook {own}; expected the one of its name")
    look = Preflight(file=name, size=len(content))
    examine(cells, look)
    open_ = [one.grade_id for one in look.questions if one.points and not one.answered]
    if open_:
        found.notes.append(f"{name}: not answered: {', '.join(open_)}")
    found.notes += [f"{name}: {one}" for one in (*look.problems, *look.notes)]
