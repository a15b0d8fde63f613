"""Unpacks what strangers packed: all of an archive into a folder, or nothing at all.

Refused are archives that could not be honest or whole: names that lead out, links, devices,
passwords, two names for one file, more than the limits, damage. Left out and named is what systems
leave behind (``__MACOSX``, ``.DS_Store``). No mode, owner or date is taken over.
"""

from __future__ import annotations

import lzma
import os
import shutil
import stat
import struct
import tempfile
import time
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from helpers.litter import is_litter
from homeroom.collect.limits import (
    AGAIN,
    ArchiveError,
    Limits,
    Meter,
    Refused,
    megabytes,
    refuse,
    shown,
    too_large,
)
from homeroom.collect.names import Names, parts_of
from homeroom.collect.tars import read_tar
from homeroom.collect.zips import Entry, read_zip

__all__ = ["ArchiveError", "Limits", "Packed", "Unpacked", "open_regular", "unpack", "unpack_all"]

# All that Python's readers are known to raise over a file that is not as it should be.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    MemoryError,
    LookupError,
)
_OTHERS = {b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7z archive", b"%PDF": "a PDF"}
_UNDAMAGED = "an undamaged archive"


@dataclass(frozen=True)
class Packed:
    """An archive within an archive that was left as it is.

    Attributes
    ----------
    file : str
        Below the folder that was unpacked into.
    error : ArchiveError
    """

    file: str
    error: ArchiveError


@dataclass(frozen=True)
class Unpacked:
    """What came out of an archive.

    Attributes
    ----------
    files : tuple of str
        Below the folder that was unpacked into, with "/".
    left_out : tuple of str
        What a system left behind in it.
    bytes, entries : int
        Counted against the limits.
    packed : tuple of Packed
        Archives within it that were refused.
    """

    files: tuple[str, ...]
    left_out: tuple[str, ...]
    bytes: int
    entries: int
    packed: tuple[Packed, ...] = ()


def unpack(archive: Path, folder: Path, limits: Limits | None = None) -> Unpacked:
    """Unpack a zip or tar archive (also gz, bz2 and xz); archives within it stay packed.

    Parameters
    ----------
    archive : pathlib.Path
        Its content says what it is, not its name.
    folder : pathlib.Path
        Must not be there yet; the folder above it must.
    limits : Limits, optional

    Returns
    -------
    Unpacked

    Raises
    ------
    ArchiveError
        If the archive is refused. Nothing is left behind then.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as name:
    ...     path = Path(name, "ada.zip")
    ...     with zipfile.ZipFile(path, "w") as file:
    ...         file.writestr("hw01/hw01.ipynb", "{}")
    ...         file.writestr("__MACOSX/hw01/._hw01.ipynb", "")
    ...     found = unpack(path, Path(name, "ada"))
    >>> found.files, found.left_out
    (('hw01/hw01.ipynb',), ('__MACOSX/hw01/._hw01.ipynb',))
    """
    limits = limits or Limits()
    return _unpack(archive, folder, limits, time.monotonic() + limits.seconds)


def unpack_all(
    archive: Path, folder: Path, limits: Limits | None = None, endings: Collection[str] = (".zip",)
) -> Unpacked:
    """Unpack an archive, and archives within it each into a folder beside itself.

    They share the limits of the outer one. One that is refused stays packed, and the rest goes on.

    Parameters
    ----------
    archive, folder, limits
        See `unpack`.
    endings : collection of str
        Endings of names by which archives are known.

    Raises
    ------
    ArchiveError
        If the outer archive is refused.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    whole = _unpack(archive, folder, limits, deadline)
    files, left_out, packed = list(whole.files), list(whole.left_out), list(whole.packed)
    size, entries = whole.bytes, whole.entries
    inner = [name for name in files if has_ending(name, endings)]
    for layer in range(1, limits.layers + 1):
        found: list[str] = []
        for name in inner:
            path = folder / name
            if layer == limits.layers:
                packed.append(Packed(name, _too_deep(path, limits)))
                continue
            rest = replace(
                limits,
                total_bytes=max(limits.total_bytes - size, 0),
                entries=max(limits.entries - entries, 0),
            )
            place = path.with_name(stem(path.name))
            try:
                one = _unpack(path, place, rest, deadline)
            except ArchiveError as error:
                packed.append(Packed(name, error))
                continue
            above = place.relative_to(folder).as_posix()
            new = [f"{above}/{file}" for file in one.files]
            files += new
            left_out += [f"{above}/{file}" for file in one.left_out]
            size, entries = size + one.bytes, entries + one.entries
            found += [file for file in new if has_ending(file, endings)]
        inner = found
    return Unpacked(tuple(files), tuple(left_out), size, entries, tuple(packed))


def has_ending(name: str, endings: Collection[str]) -> bool:
    """Tell whether nbgrader takes a name for that of an archive."""
    return os.path.splitext(name)[1] in endings  # noqa: PTH122


def stem(name: str) -> str:
    """Name the folder of an archive as nbgrader does.

    >>> stem("ada.zip"), stem("ada.tar.gz"), stem("ada.v2.zip")
    ('ada', 'ada', 'ada.v2')
    """
    first = Path(name).stem
    return Path(first).stem if Path(first).suffix == ".tar" else first


def _too_deep(path: Path, limits: Limits) -> ArchiveError:
    return ArchiveError(
        path.name,
        "it lies in an archive within archives",
        f"at most {limits.layers} layers",
        "Unpack it by hand if it is wanted.",
    )


def _unpack(archive: Path, folder: Path, limits: Limits, deadline: float) -> Unpacked:
    try:
        if os.path.lexists(folder):
            refuse(
                f"there is already something called {shown(folder.name)} where it would go",
                "a free place",
                "Rename one of them, or unpack it by hand.",
            )
        with _fresh(folder) as place, open_regular(archive) as file:
            meter = Meter(limits, os.fstat(file.fileno()).st_size, deadline)
            files, left_out = _write(_entries(file, meter), place, limits)
        return Unpacked(tuple(files), tuple(left_out), meter.bytes, meter.entries)
    except Refused as error:
        raise ArchiveError(archive.name, error.found, error.expected, error.remedy) from None
    except _DAMAGE as error:
        why = f"it is damaged ({shown(str(error))})"
        raise ArchiveError(archive.name, why, _UNDAMAGED) from error
    except OSError as error:
        if error.errno is None:  # bz2 says so that data are damaged
            raise ArchiveError(archive.name, f"it is damaged ({error})", _UNDAMAGED) from error
        raise ArchiveError(
            archive.name,
            f"it cannot be written out ({error.strerror})",
            f"room and rights in {shown(str(folder.parent))}",
            "Make room or change the rights, and collect again.",
        ) from error


@contextmanager
def open_regular(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to read, unless it is a link or anything else than a file."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        refuse(f"it cannot be opened ({error.strerror})", "a file, not a link", AGAIN)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            refuse("it is a folder, a device or a pipe", "a file", AGAIN)
        yield file


@contextmanager
def _fresh(folder: Path) -> Iterator[Path]:
    """Give a new folder beside its place; moved there at the end, removed after an error."""
    work = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        place = work / "content"
        place.mkdir()
        yield place
        place.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _entries(file: IO[bytes], meter: Meter) -> Iterator[Entry]:
    limits = meter.limits
    # zipfile reads the list of entries into memory; no archive is larger than what may be in it.
    if meter.packed > limits.total_bytes:
        refuse(
            f"it has {megabytes(meter.packed)}",
            f"at most {megabytes(limits.total_bytes)}",
            "If it is honest work, raise c.SafeExtractor.total_mb in nbgrader_config.py.",
        )
    start = file.read(4)
    for magic, kind in _OTHERS.items():
        if start.startswith(magic):
            refuse(f"it is {kind}", "a .zip, or a .tar.gz")
    return read_zip(file, meter) if start.startswith(b"PK") else read_tar(file, meter)


def _write(entries: Iterator[Entry], place: Path, limits: Limits) -> tuple[list[str], list[str]]:
    """Write entries below a folder; their names, and those of what was left out."""
    files, left_out, names = [], [], Names()
    for entry in entries:
        parts = parts_of(entry.name, limits)
        if is_litter(parts):
            left_out.append("/".join(parts))
            continue
        if not parts:
            if not entry.folder:
                refuse("a file in it has no name", "files with names")
            continue
        names.add(parts, folder=entry.folder)
        path = place.joinpath(*parts)
        if entry.folder:
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_file(entry, path, limits)
        files.append("/".join(parts))
    return files, left_out


def _write_file(entry: Entry, path: Path, limits: Limits) -> None:
    size = 0
    with path.open("xb") as file:
        for chunk in entry.chunks:
            size += len(chunk)
            if size > limits.file_bytes:
                too_large(entry.name, limits)
            file.write(chunk)
