"""Reads zip archives, entry by entry, without believing their headers."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from homeroom.collect.limits import Meter, refuse, shown, too_many

CHUNK = 1 << 16
# How a record of the list of entries begins. zipfile keeps an object for each of them.
_RECORD = b"PK\x01\x02"
_HEADER = 30  # bytes before each entry, at least
# bzip2 and lzma are read by zipfile without a limit: a few bytes can fill the memory.
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_ENCRYPTED = 0x1 | 0x40 | 0x2000


@dataclass(frozen=True)
class Entry:
    """One file or folder of an archive.

    Attributes
    ----------
    name : str
        As the archive has it.
    folder : bool
    chunks : iterator of bytes
        Its content, to be read before the next entry is asked for. It ends with a check.
    """

    name: str
    folder: bool
    chunks: Iterator[bytes]


def read_zip(file: IO[bytes], meter: Meter) -> Iterator[Entry]:
    """Give the entries of a zip archive.

    Parameters
    ----------
    file : binary file
    meter : Meter
        Counts entries and what comes out of them.
    """
    _check_number(file, meter)
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        for info in infos:
            _check(info)
        _check_overlap(infos)
        for info in infos:
            meter.count_entry()
            name = info.orig_filename
            # Old programs on Windows wrote "\\" behind the names of folders.
            folder = name.endswith(("/", "\\"))
            yield Entry(name, folder, _content(archive, info, meter))


def _check_number(file: IO[bytes], meter: Meter) -> None:
    """Count records before zipfile makes an object of each."""
    records, rest = 0, b""
    file.seek(0)
    while block := file.read(CHUNK):
        text = rest + block
        records += text.count(_RECORD)
        rest = text[1 - len(_RECORD) :]
        # Archives within it, packed without compression, have records as well.
        if records > 2 * meter.limits.entries:
            too_many(meter.limits)
    file.seek(0)


def _check(info: zipfile.ZipInfo) -> None:
    name, kind = shown(info.orig_filename), stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & _ENCRYPTED:
        refuse(
            f"{name} is encrypted",
            "an archive without a password",
            "Ask the student for the same files without one.",
        )
    if kind == stat.S_IFLNK:
        refuse(f"{name} is a link", "files and folders")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        refuse(f"{name} is no file but a device, a pipe or a socket", "files and folders")
    if info.compress_type not in _METHODS:
        refuse(f"{name} is packed by method {info.compress_type}", "deflate (8) or none (0)")
    if info.file_size < 0 or info.compress_size < 0 or info.header_offset < 0:
        refuse(f"the size of {name} is negative", "an undamaged archive")


def _check_overlap(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share their bytes: the trick of the smallest zip bombs."""
    end, before = 0, ""
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            refuse(
                f"{shown(before)} and {shown(info.orig_filename)} share their bytes",
                "each entry in a place of its own",
            )
        end, before = info.header_offset + _HEADER + info.compress_size, info.orig_filename


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> Iterator[bytes]:
    size = 0
    with archive.open(info) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            meter.count(len(chunk))
            yield chunk
    # zipfile compares the checksum, but not the size.
    if size != info.file_size:
        refuse(
            f"{shown(info.orig_filename)} has {size} bytes, where its header says {info.file_size}",
            "an undamaged archive",
        )
