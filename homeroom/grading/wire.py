"""How jobs and results travel: one JSON head and the raw bytes of files; never pickle.

A parcel is eight bytes that give the head's length, the head, then the files one after another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from homeroom.errors import HomeroomError

LENGTH_BYTES = 8


class ParcelError(HomeroomError):
    """Bytes that are not what `pack` writes."""


def pack(head: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    r"""Put a head and files into one parcel.

    Parameters
    ----------
    head : mapping
        Plain data for JSON.
    files : mapping
        Content of files by their names: relative, with ``/``.

    Examples
    --------
    >>> unpack(pack({"student": "ada"}, {"hw01.ipynb": b"{}"}))
    ({'student': 'ada'}, {'hw01.ipynb': b'{}'})
    """
    sizes = [[name, len(content)] for name, content in files.items()]
    text = json.dumps({"head": head, "files": sizes}, allow_nan=False).encode("ascii")
    return b"".join([len(text).to_bytes(LENGTH_BYTES, "big"), text, *files.values()])


def unpack(parcel: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Take a parcel apart.

    Raises
    ------
    ParcelError
        If the bytes are not a whole parcel, or a file's name leads out of its folder.
    """
    try:
        start = LENGTH_BYTES + int.from_bytes(parcel[:LENGTH_BYTES], "big")
        content = json.loads(parcel[LENGTH_BYTES:start].decode("ascii"))
        head, sizes = content["head"], content["files"]
        files = {}
        for name, size in sizes:
            if not isinstance(size, int) or size < 0:
                raise ValueError(f"size {size!r}")
            files[checked_name(name)] = parcel[start : start + size]
            start += size
        if not isinstance(head, dict) or start != len(parcel):
            raise ValueError("its parts do not add up")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ParcelError(
            f"A parcel of {len(parcel)} bytes cannot be read ({error}); it should be one that "
            "`pack` made. Do all machines run the same version of homeroom?"
        ) from error
    return head, files


def checked_name(name: Any) -> str:
    """Give a file's name back if it stays inside the folder that it is relative to.

    >>> checked_name("pictures/1.png")
    'pictures/1.png'
    """
    if isinstance(name, str) and name and "\0" not in name and "\\" not in name:
        path = PurePosixPath(name)
        if not path.is_absolute() and ".." not in path.parts and str(path) == name != ".":
            return name
    raise ValueError(f"the file name {name!r} is not a plain relative one")


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / checked_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
