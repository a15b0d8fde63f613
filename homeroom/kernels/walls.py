"""The walls around one kernel, put up by the kernel's own process in a fixed order.

`leave` and `map_user` come first, in a fork of the template; then another fork, which is process 1
of the new process namespace, calls `enclose`. The order matters: what is set up needs capabilities
in the new namespaces, which are given up near the end; the filters that cannot be taken back come
last.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from homeroom.kernels import landlock, linux, places, seccomp
from homeroom.kernels.limits import Limits

UID = 1000
_SAFE = linux.MS_NOSUID | linux.MS_NODEV
_NAMESPACES = ("user", "mnt", "pid", "net", "ipc", "uts", "cgroup")
FIRST_FREE = 4
"""Descriptors 0 to 2 lead nowhere, 3 is the hand-over; no other stays open."""


kept: tuple[str, ...] = ()
"""Folders of the environment that lie where each kernel gets something fresh (in /tmp, say)."""


class WallError(RuntimeError):
    """A wall could not be put up; the message names it."""


def leave() -> None:
    """Leave the template's namespaces for new, empty ones, as an ordinary user in them."""
    uid, gid = os.geteuid(), os.getegid()
    # The template cannot be looked into, and so neither its /proc files be written; ours must be.
    linux.prctl(linux.PR_SET_DUMPABLE, 1)
    linux.unshare(
        linux.CLONE_NEWUSER
        | linux.CLONE_NEWNS
        | linux.CLONE_NEWPID
        | linux.CLONE_NEWNET
        | linux.CLONE_NEWIPC
        | linux.CLONE_NEWUTS
        | linux.CLONE_NEWCGROUP
    )
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{UID} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{UID} {gid} 1")


def enclose(folder: str, limits: Limits) -> None:
    """Put up all walls around this process.

    Parameters
    ----------
    folder : str
        Name of the kernel's own folder in the run folder.
    limits : Limits

    Raises
    ------
    WallError
        If one does not stand. The process must end then.
    """
    steps: list[tuple[str, Callable[[], object]]] = [
        ("session", os.setsid),
        ("mounts", lambda: _mounts(folder, limits)),
        ("namespaces inside", _no_more_namespaces),
        ("loopback", linux.loopback_up),
        ("limits", lambda: _limits(limits)),
        ("descriptors", close_descriptors),
        ("privileges", _privileges),
        ("Landlock", _landlock),
        ("seccomp", seccomp.install),
    ]
    for name, step in steps:
        try:
            step()
        except (OSError, ValueError) as error:
            raise WallError(f"{name}: {error}") from error


def _mounts(folder: str, limits: Limits) -> None:
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    put_back = [(path, os.open(path, os.O_PATH)) for path in kept]
    linux.mount(f"{places.RUN}/{folder}", places.OWN, None, linux.MS_BIND)
    # Behind the bind, so that the folders of other kernels are gone.
    linux.mount("none", places.RUN, "tmpfs", _SAFE | linux.MS_RDONLY, "size=4k,mode=000")
    read_only = linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY | _SAFE
    linux.mount("none", places.SAMPLES, None, read_only)
    linux.mount("scratch", places.SCRATCH, "tmpfs", _SAFE, _size(limits) + ",mode=0755")
    for name, target, mode in (("home", places.HOME, 0o755), ("tmp", "/tmp", 0o1777)):
        made = Path(places.SCRATCH, name)
        made.mkdir()
        made.chmod(mode)
        linux.mount(str(made), target, None, linux.MS_BIND)
    linux.mount("shm", "/dev/shm", "tmpfs", _SAFE, _size(limits) + ",mode=1777")
    for path, file in put_back:
        Path(path).mkdir(parents=True, exist_ok=True)
        # Read-only as it was: that cannot be undone in here.
        linux.mount(f"/proc/self/fd/{file}", path, None, linux.MS_BIND | linux.MS_REC)
    linux.mount("proc", "/proc", "proc", _SAFE | linux.MS_NOEXEC)


def _size(limits: Limits) -> str:
    return f"size={limits.scratch_mb}m,nr_inodes=50000"


def _no_more_namespaces() -> None:
    for name in _NAMESPACES:
        Path(f"/proc/sys/user/max_{name}_namespaces").write_text("0")


def _limits(limits: Limits) -> None:
    limits.apply(uid_is_own=True)
    # If memory runs out all the same, this process goes, and no other.
    Path("/proc/self/oom_score_adj").write_text("1000")


def close_descriptors() -> None:
    """Close every descriptor but the hand-over; standard input and output lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        if int(name) >= FIRST_FREE:
            with contextlib.suppress(OSError):  # the one that lists the folder
                os.close(int(name))


def _privileges() -> None:
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.drop_capabilities()


def _landlock() -> None:
    devices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]
    landlock.restrict(
        read=["/"],
        write=[places.HOME, "/tmp", "/dev/shm", *devices],
        # Sockets, but no files: these would fill the real disk.
        other=[(places.OWN, landlock.MAKE_SOCK | landlock.REMOVE_FILE)],
    )
