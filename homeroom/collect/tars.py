"""Reads tar archives, compressed or not, block by block and without believing their headers.

Python's `tarfile` keeps an object for each entry and reads headers of any length; here only its
parser of one header is used.
"""

from __future__ import annotations

import bz2
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from homeroom.collect.limits import Meter, refuse, shown
from homeroom.collect.zips import CHUNK, Entry

_BLOCK = tarfile.BLOCKSIZE
_LONGEST_HEADER = 1 << 20  # bytes of a longer name, or of attributes
_LZMA_MEMORY = 128 << 20
_LONG_NAME = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_ATTRIBUTES = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_UNDAMAGED = "an undamaged archive"


class _Gzip:
    """zlib's decompressor for gzip, with the interface of those for bzip2 and xz."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def decompress(self, data: bytes, most: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, most)

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data


_COMPRESSIONS: dict[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": _Gzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LZMA_MEMORY),
}

_MAGIC = max(map(len, _COMPRESSIONS))


def _decompressor(start: bytes) -> Any:
    """Make a decompressor for what begins like this; None if it is not compressed."""
    kinds = [kind for magic, kind in _COMPRESSIONS.items() if start.startswith(magic)]
    return kinds[0]() if kinds else None


def read_tar(file: IO[bytes], meter: Meter) -> Iterator[Entry]:
    """Give the entries of a tar archive.

    Parameters
    ----------
    file : binary file
    meter : Meter
        Counts entries and all bytes, those of headers as well.
    """
    stream = _Stream(file, meter)
    long_name: str | None = None
    while (info := _header(stream)) is not None:
        if info.type in _LONG_NAME:
            text = _short_text(stream, info).split(b"\0")[0]
            if info.type == tarfile.GNUTYPE_LONGNAME:
                long_name = text.decode("utf-8", "surrogateescape")
        elif info.type in _ATTRIBUTES:
            attributes = _attributes(_short_text(stream, info))
            if "size" in attributes or any(name.startswith("GNU.sparse") for name in attributes):
                refuse("a file in it has holes or is of unusual size", "ordinary files")
            long_name = attributes.get("path", long_name)
        elif info.type == tarfile.XGLTYPE:
            _short_text(stream, info)
        else:
            name, long_name = info.name if long_name is None else long_name, None
            meter.count_entry()
            _check(name, info)
            content = _content(stream, name, info.size)
            yield Entry(name, info.isdir(), content)
            for _ in content:
                pass  # what was not asked for is passed over
    stream.finish()


def _check(name: str, info: tarfile.TarInfo) -> None:
    if info.issym() or info.islnk():
        refuse(
            f"{shown(name)} is a link to {shown(info.linkname)}",
            "files and folders",
            "Ask the student for the same files as an ordinary .zip, which holds what the link "
            "points to.",
        )
    if info.type == tarfile.GNUTYPE_SPARSE:
        refuse(f"{shown(name)} has holes", "ordinary files")
    if not (info.isreg() or info.isdir()):
        refuse(f"{shown(name)} is no file but a device, a pipe or the like", "files and folders")


def _header(stream: _Stream) -> tarfile.TarInfo | None:
    """Read one header; nothing at the end of the archive."""
    block = stream.read(_BLOCK, "a header, or no tar archive")
    if not block.strip(b"\0"):
        return None
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        refuse(f"it is no tar archive, or damaged ({error})", _UNDAMAGED)
    if info.size < 0:
        refuse(f"the size of {shown(info.name)} is negative", _UNDAMAGED)
    return info


def _short_text(stream: _Stream, info: tarfile.TarInfo) -> bytes:
    if info.size > _LONGEST_HEADER:
        refuse(f"a header in it has {info.size:,} bytes", f"at most {_LONGEST_HEADER:,}")
    return b"".join(_content(stream, "a header", info.size))


def _attributes(text: bytes) -> dict[str, str]:
    r"""Read the records `LENGTH NAME=VALUE` of a pax header.

    >>> _attributes(b"20 path=hw01.ipynb\n")
    Traceback (most recent call last):
    homeroom.collect.limits.Refused: the attributes of a file in it cannot be read
    >>> _attributes(b"19 path=hw01.ipynb\n")
    {'path': 'hw01.ipynb'}
    """
    found, at = {}, 0
    while at < len(text):
        digits, _, _ = text[at : at + 12].partition(b" ")
        length = int(digits) if digits.isdigit() else 0
        record = text[at : at + length]
        name, equals, value = record[len(digits) + 1 : -1].partition(b"=")
        if len(record) != length or not equals or not record.endswith(b"\n"):
            refuse("the attributes of a file in it cannot be read", _UNDAMAGED)
        found[name.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        at += length
    return found


def _content(stream: _Stream, name: str, size: int) -> Iterator[bytes]:
    left = size
    while left:
        chunk = stream.read(min(left, CHUNK), name)
        left -= len(chunk)
        yield chunk
    if size % _BLOCK:
        stream.read(_BLOCK - size % _BLOCK, name)


class _Stream:
    """The bytes of a tar archive in their order, decompressed as far as they are asked for."""

    def __init__(self, file: IO[bytes], meter: Meter) -> None:
        file.seek(0)
        start = file.read(_MAGIC)
        file.seek(0)
        self._inner = _decompressor(start)
        self._file, self._meter, self._ahead = file, meter, b""

    def read(self, size: int, name: str) -> bytes:
        """Read exactly so many bytes."""
        while len(self._ahead) < size:
            chunk = self._more()
            if not chunk:
                refuse(f"it is cut off in the middle of {shown(name)}", _UNDAMAGED)
            self._ahead += chunk
        found, self._ahead = self._ahead[:size], self._ahead[size:]
        return found

    def finish(self) -> None:
        """Read what follows the end mark, which checks the sum of a compressed archive."""
        while self._more():
            pass

    def _more(self) -> bytes:
        """Give some more bytes; none at the end."""
        found = self._file.read(CHUNK) if self._inner is None else self._decompressed()
        self._meter.count(len(found))
        return found

    def _decompressed(self) -> bytes:
        while True:
            if self._inner.eof:
                packed = self._inner.unused_data
                if len(packed) < _MAGIC:
                    packed += self._file.read(CHUNK)
                # Archives may be compressed in several parts, one behind the other.
                following = _decompressor(packed)
                if following is None:
                    return b""
                self._inner = following
            else:
                packed = self._file.read(CHUNK) if self._inner.needs_input else b""
            waits = not packed and self._inner.needs_input
            found = self._inner.decompress(packed, CHUNK)
            self._meter.check_time()
            if found:
                return found
            if waits and not self._inner.eof:
                refuse("its end is missing", _UNDAMAGED)
