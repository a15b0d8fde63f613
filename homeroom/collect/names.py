"""Names of what is in an archive: where a file may go, and which two would be taken for one."""

from __future__ import annotations

import re
import unicodedata

from homeroom.collect.limits import Limits, refuse, shown
from homeroom.extra_files import is_odd

_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 255  # bytes of one part of a path, on all systems in use
_LONGEST_PATH = 1000
_INSIDE = "names of files within the archive's own folder"


def parts_of(name: str, limits: Limits) -> tuple[str, ...]:
    r"""Take a name apart, or refuse the archive because of it.

    Parameters
    ----------
    name : str
        As the archive has it. Both slashes separate; old programs on Windows wrote "\\".
    limits : Limits

    Returns
    -------
    tuple of str
        Nothing for the archive's own folder.

    Examples
    --------
    >>> parts_of("./hw01//loss.png", Limits()), parts_of("hw01\\hw01.ipynb", Limits())
    (('hw01', 'loss.png'), ('hw01', 'hw01.ipynb'))
    >>> parts_of("../neighbour/hw01.ipynb", Limits())
    Traceback (most recent call last):
    homeroom.collect.limits.Refused: ../neighbour/hw01.ipynb leads out of the archive
    """
    if is_odd(name):
        refuse(
            f"the name {shown(name)} holds characters that do not belong in a name",
            "names that can be read",
        )
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain):
        refuse(f"{shown(name)} is an absolute path", _INSIDE)
    parts = tuple(part for part in plain.split("/") if part not in ("", "."))
    if ".." in parts:
        refuse(f"{shown(name)} leads out of the archive", _INSIDE)
    if len(plain) > _LONGEST_PATH or any(len(_bytes(part)) > _LONGEST for part in parts):
        refuse(f"the name {shown(name)} is too long", f"at most {_LONGEST} bytes")
    if len(parts) > limits.depth:
        refuse(f"{shown(name)} lies below {len(parts) - 1} folders", f"at most {limits.depth - 1}")
    return parts


def _bytes(part: str) -> bytes:
    """Give a name as the disk has it."""
    return part.encode("utf-8", "surrogatepass")


class Names:
    """The names of one archive; refuses two that some system would take for one.

    >>> names = Names()
    >>> names.add(("hw01", "hw01.ipynb"), folder=False)
    >>> names.add(("hw01", "HW01.ipynb"), folder=False)
    Traceback (most recent call last):
    homeroom.collect.limits.Refused: hw01/hw01.ipynb and hw01/HW01.ipynb are names for one file
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[tuple[str, ...], bool]] = {}

    def add(self, parts: tuple[str, ...], *, folder: bool) -> None:
        """Take note of a file or folder, and of the folders above it."""
        for length in range(1, len(parts) + 1):
            path, is_folder = parts[:length], folder or length < len(parts)
            key = tuple(map(alike, path))
            known, was_folder = self._known.setdefault(key, (path, is_folder))
            first = known is path
            if known != path:
                refuse(
                    f"{_path(known)} and {_path(path)} are names for one "
                    f"{'folder' if is_folder else 'file'}",
                    "names that differ in more than case, accents' coding or a final dot",
                    "Ask the student which is meant, and for an archive with that alone.",
                )
            if not first and not (was_folder and is_folder):
                refuse(
                    f"{_path(path)} is in it more than once",
                    "every file once",
                    "Ask the student which is meant, and for an archive with that alone.",
                )


def alike(part: str) -> str:
    """Give what is the same for names that Windows, macOS or a reader cannot tell apart.

    >>> alike("Loss.PNG"), alike("hw01.ipynb.")
    ('loss.png', 'hw01.ipynb')
    """
    once = unicodedata.normalize("NFKC", part).casefold()
    return unicodedata.normalize("NFKC", once).rstrip(" .") or part


def _path(parts: tuple[str, ...]) -> str:
    return shown("/".join(parts))
