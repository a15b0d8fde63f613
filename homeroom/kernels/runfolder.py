"""The run folder: where the sockets of all kernels of one template lie, outside of the box."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from pathlib import Path

from homeroom.kernels import sandbox

PREFIX = "homeroom-kernels-"
# A path of a socket has at most 107 bytes.
_LONGEST = 60


def make_run_folder() -> tuple[Path, int]:
    """Make the run folder, owned by the box's user; its lock tells that it is in use."""
    parent = Path(tempfile.gettempdir()).resolve()
    if len(str(parent)) > _LONGEST or not _open_to_all(parent):
        parent = Path("/tmp")
    sweep(parent)
    run = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    lock = os.open(run, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    fcntl.flock(lock, fcntl.LOCK_SH)
    if (uid := sandbox.ordinary_uid()) != os.geteuid():
        os.chown(run, uid, uid)
    return run, lock


def _open_to_all(folder: Path) -> bool:
    """Whether the box's user gets to what lies in a folder."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in (folder, *folder.parents))


def sweep(parent: Path) -> None:
    """Remove run folders whose processes were all killed."""
    for old in parent.glob(f"{PREFIX}*"):
        try:
            lock = os.open(old, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(old, ignore_errors=True)
        except OSError:
            pass
        finally:
            os.close(lock)
