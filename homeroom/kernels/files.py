"""The files beside a notebook go into its box with it; notebooks do not."""

from __future__ import annotations

import os
import stat
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from homeroom.extra_files import why_not

MOST_FILES = 2_000


@dataclass(frozen=True)
class Packed:
    """Files on their way into a box.

    Attributes
    ----------
    archive : file object or None
        A tar of them; None where there is none.
    left_out : list of str
        What does not go in, with the reason.
    """

    archive: IO[bytes] | None = None
    left_out: list[str] = field(default_factory=list)

    def descriptors(self) -> list[int]:
        """Descriptors to hand over: one, or none."""
        return [self.archive.fileno()] if self.archive else []

    def close(self) -> None:
        """Close the archive here."""
        if self.archive:
            self.archive.close()


def pack(folder: Path, most_bytes: int) -> Packed:
    """Pack the plain files of a folder, the smallest first, as many as have room.

    Left out are notebooks (the one that is graded holds the hidden tests), hidden files, links
    (they may lead anywhere) and whatever is no plain file.

    Parameters
    ----------
    folder : pathlib.Path
    most_bytes : int
        Of all files together.
    """
    found, left_out = _look(folder)
    room = most_bytes
    chosen: list[tuple[int, str]] = []
    for size, name in sorted(found):
        if size > room or len(chosen) >= MOST_FILES:
            left_out.append(f"{name}: no room for its {size / 1e6:.1f} MB")
            continue
        room -= size
        chosen.append((size, name))
    if not chosen:
        return Packed(None, left_out)
    archive = tempfile.TemporaryFile()  # noqa: SIM115
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for _, name in chosen:
            _add(tar, folder, name, left_out)
    archive.seek(0)
    return Packed(archive, left_out)


def _look(folder: Path) -> tuple[list[tuple[int, str]], list[str]]:
    found: list[tuple[int, str]] = []
    left_out: list[str] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
        for name in names:
            path = Path(parent, name)
            if name.startswith(".") or path.suffix == ".ipynb":
                continue
            relative = str(path.relative_to(folder))
            about = path.lstat()
            if reason := why_not(path, folder):
                left_out.append(f"{relative!r}: {reason}")
            elif stat.S_ISREG(about.st_mode):
                found.append((about.st_size, relative))
            else:
                left_out.append(f"{relative}: no plain file")
            if len(found) > 10 * MOST_FILES:
                return found, left_out
    return found, left_out


def _add(tar: tarfile.TarFile, folder: Path, name: str, left_out: list[str]) -> None:
    try:
        # The file may have become a link since it was looked at.
        descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        left_out.append(f"{name}: {error.strerror}")
        return
    with os.fdopen(descriptor, "rb") as file:
        entry = tarfile.TarInfo(name)
        entry.size = os.fstat(descriptor).st_size
        entry.mtime = int(os.fstat(descriptor).st_mtime)
        entry.mode = 0o644
        tar.addfile(entry, file)
