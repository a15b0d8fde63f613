"""Unpack what a student has packed, and nothing outside the folder that is meant for it.

Nothing that an archive says of itself is believed: bytes are counted as they come out, names are
checked one by one, and all of it goes into a new folder that takes its place only at the end.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import shutil
import stat
import struct
import tarfile
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

from homeroom.errors import HomeroomError
from homeroom.extra_files import is_odd

LITTER = frozenset(
    ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints", "__pycache__")
)
COMPRESSED: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
DAMAGED = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, gzip.BadGzipFile),
    *(EOFError, ValueError, OverflowError, struct.error, NotImplementedError, RuntimeError),
)
ENCRYPTED = 0x1
# What a zip file's table of contents needs for each file, generously.
TABLE_BYTES = 2_000
# The record at the end of a zip file, with the size of that table, and what may stand behind it.
END, END_BYTES, COMMENT = b"PK\x05\x06", 22, 65_535
CHUNK = 1 << 20
NAME_BYTES = 255


class ArchiveError(HomeroomError):
    """An archive is not unpacked; the text says why and what to do."""


@dataclass(frozen=True)
class Limits:
    """What an archive may hold, unpacked, with all archives inside it.

    Attributes
    ----------
    total_bytes, file_bytes : int
        Of all files, and of one.
    files : int
    depth : int
        Folders within each other.
    """

    total_bytes: int = 500_000_000
    file_bytes: int = 250_000_000
    files: int = 2_000
    depth: int = 12


@dataclass
class Unpacked:
    """What became of an archive: paths within its folder, and names that were left out."""

    files: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass
class Entry:
    """A file in an archive, as the archive describes it."""

    name: str
    stream: IO[bytes]


class Unpacker:
    """Unpacks one submission: an archive, and those inside it, within the same limits.

    Parameters
    ----------
    limits : Limits
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._bytes = self._files = 0

    def unpack(self, archive: Path, folder: Path) -> Unpacked:
        """Unpack a zip or tar archive into a folder that is not there yet.

        Parameters
        ----------
        archive : pathlib.Path
            ``.zip``, or ``.tar``, plain or compressed with gzip, bzip2 or xz; told by content.
        folder : pathlib.Path

        Returns
        -------
        Unpacked

        Raises
        ------
        ArchiveError
            If anything in it is not as in honest work; the folder is not made then.
        """
        if folder.exists() or folder.is_symlink():
            raise ArchiveError(
                f"{archive.name} would be unpacked into {folder.name}, which is there already. "
                "Two files of one name but for the ending? Keep one of them."
            )
        made = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
        try:
            with _opened(archive) as file:
                done = self._write(archive.name, file, made)
            made.chmod(0o755)
            made.rename(folder)
        except DAMAGED as error:
            why = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            raise ArchiveError(
                f"{archive.name} cannot be read to its end ({why}): it is damaged or no archive. "
                "Download it again; if that is no help, ask for a new one."
            ) from error
        except OSError as error:
            raise ArchiveError(
                f"{archive.name} could not be unpacked: {error.strerror or error}. "
                "Make room or mend the permissions of the folder, and call the command again."
            ) from error
        finally:
            shutil.rmtree(made, ignore_errors=True)
        return done

    def _write(self, archive: str, file: BinaryIO, folder: Path) -> Unpacked:
        done, places = Unpacked(), _Places(archive, self.limits.depth)
        for entry in self._entries(archive, file):
            self._files += 1
            if self._files > self.limits.files:
                raise ArchiveError(
                    f"{archive} holds more than {self.limits.files} files. Is a whole data set or "
                    "environment in it? Ask for the homework alone, or allow more "
                    "(SafeExtractor.files)."
                )
            parts = places.take(entry.name)
            if LITTER & set(parts) or parts[-1].startswith("._"):
                done.left_out.append("/".join(parts))
                continue
            path = folder.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._copy(archive, entry, path)
            done.files.append("/".join(parts))
        return done

    def _copy(self, archive: str, entry: Entry, path: Path) -> None:
        size = 0
        with entry.stream, path.open("xb") as target:
            while chunk := entry.stream.read(CHUNK):
                size += len(chunk)
                self._bytes += len(chunk)
                if size > self.limits.file_bytes or self._bytes > self.limits.total_bytes:
                    raise too_large(archive, self.limits)
                target.write(chunk)

    def _entries(self, archive: str, file: BinaryIO) -> Iterator[Entry]:
        """Give the files of an archive; whatever is neither file nor folder refuses it."""
        start = file.read(6)
        file.seek(0)
        if start.startswith(b"PK"):
            yield from _zipped(archive, file, self.limits)
            return
        openers = (opener for magic, opener in COMPRESSED.items() if start.startswith(magic))
        opener = next(openers, None)
        stream = file if opener is None else opener(file)
        bounded = _Bounded(stream, archive, self.limits)
        with tarfile.open(fileobj=bounded, mode="r|") as tar:  # type: ignore[call-overload]
            for member in tar:
                if member.isdir():
                    continue
                if not member.isreg():
                    raise _strange(archive, member.name, "a link, a device or a pipe")
                content = tar.extractfile(member)
                assert content is not None
                yield Entry(member.name, content)


def _zipped(archive: str, file: BinaryIO, limits: Limits) -> Iterator[Entry]:
    if _table_bytes(file) > limits.files * TABLE_BYTES:
        raise ArchiveError(
            f"{archive} holds a table of far more than {limits.files} files. Ask for the homework "
            "alone, or allow more (SafeExtractor.files)."
        )
    with zipfile.ZipFile(file) as zipped:
        for info in zipped.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            if info.orig_filename.endswith(("/", "\\")):
                continue
            if kind not in (0, stat.S_IFREG):
                raise _strange(archive, info.filename, "a link, a device or a pipe")
            if info.flag_bits & ENCRYPTED:
                raise ArchiveError(
                    f"{archive} is locked with a password ({info.filename!r}). Ask for one without."
                )
            # The name as it is written: zipfile cuts it off at a null byte.
            yield Entry(info.orig_filename, zipped.open(info))


def _table_bytes(file: BinaryIO) -> int:
    """How large a zip file's table of contents says it is; it is read into memory as a whole."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - END_BYTES - COMMENT))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_BYTES:
        return 0  # zipfile says what is wrong with it
    (found,) = struct.unpack("<L", tail[at + 12 : at + 16])
    return int(found)


class _Bounded:
    """What is read of a compressed archive, counted: also headers, which tarfile keeps whole."""

    def __init__(self, stream: IO[bytes], archive: str, limits: Limits) -> None:
        self._stream, self._archive, self._limits = stream, archive, limits
        self._left = limits.total_bytes + limits.files * TABLE_BYTES

    def read(self, size: int) -> bytes:
        found = self._stream.read(min(size, CHUNK))
        self._left -= len(found)
        if self._left < 0:
            raise too_large(self._archive, self._limits)
        return found


class _Places:
    """The names of an archive's files: where each may go, and that no two go to one place."""

    def __init__(self, archive: str, depth: int) -> None:
        self._archive, self._depth = archive, depth
        # How each file and folder is spelled, and whether it is a file.
        self._known: dict[str, tuple[str, bool]] = {}

    def take(self, name: str) -> list[str]:
        """Give the folders and the name of a file, or refuse the archive."""
        written = name.replace("\\", "/")
        parts = [part for part in written.split("/") if part not in ("", ".")]
        if is_odd(name):
            raise _strange(self._archive, name, "a name with characters that belong in none")
        if written.startswith("/") or written[1:2] == ":" or ".." in parts or not parts:
            raise _strange(self._archive, name, "a name that leads out of its folder")
        if len(parts) > self._depth or any(len(p.encode()) > NAME_BYTES for p in parts):
            raise _strange(self._archive, name, "a name that is too long or too deep")
        for count in range(1, len(parts) + 1):
            self._check("/".join(parts[:count]), is_file=count == len(parts))
        return parts

    def _check(self, path: str, is_file: bool) -> None:
        # As it looks where upper and lower case, or two ways to write an accent, are the same.
        key = unicodedata.normalize("NFKC", path).casefold()
        known, was_file = self._known.get(key, (path, False))
        if known != path or was_file or (is_file and key in self._known):
            raise ArchiveError(
                f"{self._archive} holds {known!r} and {path!r}, which are one file on many "
                "machines. Which of them counts? Ask the student."
            )
        self._known[key] = path, is_file


def _opened(archive: Path) -> BinaryIO:
    """Open a regular file; a link or a pipe in its place is none."""
    descriptor = os.open(archive, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ArchiveError(f"{archive.name} is no file but a link, a folder or a pipe. Remove it.")
    return os.fdopen(descriptor, "rb")


def _strange(archive: str, name: str, what: str) -> ArchiveError:
    return ArchiveError(
        f"{archive} holds {what}: {name[:100]!r}. No program for packing does that by itself: "
        "look into it before you ask the student for another one."
    )


def too_large(archive: str, limits: Limits) -> ArchiveError:
    """Say that an archive holds more than it may."""
    return ArchiveError(
        f"{archive} holds more than {limits.total_bytes / 1e6:g} MB, or a file of more than "
        f"{limits.file_bytes / 1e6:g} MB. Ask for the homework alone, or allow more "
        "(SafeExtractor.total_mb, SafeExtractor.file_mb)."
    )
