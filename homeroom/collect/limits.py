"""How much may come out of an archive, and what is said when one is refused."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import NoReturn

from homeroom.errors import HomeroomError

AGAIN = "Ask the student for the same files again, as an ordinary .zip of their folder."


class ArchiveError(HomeroomError):
    """An archive was refused; nothing of it was unpacked.

    Attributes
    ----------
    file : str
        Name of the archive.
    found, expected, remedy : str
    """

    def __init__(self, file: str, found: str, expected: str, remedy: str = AGAIN) -> None:
        self.file, self.found, self.expected, self.remedy = file, found, expected, remedy
        super().__init__(f"{shown(file)}: {found}; expected {expected}. {remedy}")


class Refused(Exception):
    """What `ArchiveError` is while the name of the archive is not known."""

    def __init__(self, found: str, expected: str, remedy: str) -> None:
        self.found, self.expected, self.remedy = found, expected, remedy
        super().__init__(found)


def refuse(found: str, expected: str, remedy: str = AGAIN) -> NoReturn:
    """Refuse the archive that is being read."""
    raise Refused(found, expected, remedy) from None


def shown(name: str) -> str:
    r"""Write a name that a stranger chose so that it does nothing to a terminal.

    >>> shown("hw01/loss.png"), shown("\x1b[2J.txt")
    ('hw01/loss.png', "'\\x1b[2J.txt'")
    """
    short = name if len(name) <= 300 else f"{name[:200]}…{name[-80:]}"
    return short if short.isprintable() else repr(short)


@dataclass(frozen=True)
class Limits:
    """What one archive may hold. Counted is what comes out of it, whatever its headers say.

    Attributes
    ----------
    total_bytes, file_bytes : int
        Of all files together, and of one.
    entries : int
        Files and folders.
    depth : int
        Folders within folders.
    layers : int
        Archives one within the other, the outermost counted.
    ratio : int
        How many times as large as the archive its files may be, once they are larger than
        `small_bytes`. Text rarely reaches 20, deflate ends at 1032.
    small_bytes : int
    seconds : float
        Time for one archive and all archives within it.
    """

    total_bytes: int = 1_000_000_000
    file_bytes: int = 300_000_000
    entries: int = 10_000
    depth: int = 16
    layers: int = 3
    ratio: int = 200
    small_bytes: int = 20_000_000
    seconds: float = 120.0


@dataclass
class Meter:
    """Counts what comes out of one archive.

    Attributes
    ----------
    limits : Limits
    packed : int
        Bytes of the archive itself.
    deadline : float
        Of `time.monotonic`.
    """

    limits: Limits
    packed: int
    deadline: float
    bytes: int = field(default=0, init=False)
    entries: int = field(default=0, init=False)

    def count(self, size: int) -> None:
        """Count bytes that have come out."""
        self.bytes += size
        limits = self.limits
        if self.bytes > limits.total_bytes:
            refuse(
                f"more than {megabytes(limits.total_bytes)} come out of it",
                "at most that",
                _raise("total_mb"),
            )
        if self.bytes > max(limits.small_bytes, limits.ratio * self.packed):
            refuse(
                f"what comes out of it is more than {limits.ratio} times as large as the archive",
                "less, as no homework packs so well",
                _raise("ratio"),
            )
        self.check_time()

    def count_entry(self) -> None:
        """Count a file or folder."""
        self.entries += 1
        if self.entries > self.limits.entries:
            too_many(self.limits)
        self.check_time()

    def check_time(self) -> None:
        """Refuse an archive that takes too long."""
        if time.monotonic() > self.deadline:
            refuse(
                f"unpacking it takes more than {self.limits.seconds:g} seconds",
                "less",
                _raise("seconds"),
            )


def too_many(limits: Limits) -> NoReturn:
    """Refuse an archive for the number of its entries."""
    refuse(
        f"more than {limits.entries:,} files and folders are in it",
        "at most that many",
        _raise("entries"),
    )


def too_large(name: str, limits: Limits) -> NoReturn:
    """Refuse an archive for the size of one file."""
    refuse(
        f"{shown(name)} is larger than {megabytes(limits.file_bytes)}",
        "files up to that size",
        _raise("file_mb"),
    )


def megabytes(size: int) -> str:
    """Write a size.

    >>> megabytes(1_500_000)
    '1.5 MB'
    """
    return f"{size / 1e6:,.4g} MB"


def _raise(trait: str) -> str:
    return (
        "If it is honest work, raise "
        f"c.SafeExtractor.{trait} in nbgrader_config.py and collect again; otherwise ask for "
        "the notebooks alone."
    )
