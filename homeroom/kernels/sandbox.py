"""The box around the template: bubblewrap, started as an ordinary user.

Inside lie the system and the Python environment, read-only, and the run folder with the kernels'
own folders; no home, no course, no network. Each kernel then puts up walls of its own inside.
"""

from __future__ import annotations

import os
import shutil
import site
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from homeroom.errors import HomeroomError
from homeroom.kernels import places

INSTALL = "sudo apt-get install bubblewrap"
PASSWD = (
    "root:x:0:0:root:/nonexistent:/usr/sbin/nologin\n"
    f"student:x:1000:1000:student:{places.HOME}:/bin/sh\n"
)
GROUP = "root:x:0:\nstudent:x:1000:\n"
HOSTS = "127.0.0.1 localhost\n::1 localhost\n"
# Of /etc only what programs need to start and to draw text.
ETC = (
    "alternatives",
    "fonts",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "localtime",
    "mime.types",
    "os-release",
    "ssl/certs",
    "timezone",
)
# Each kernel gets these afresh; what lies below them must be put back (see `walls`).
COVERED = (places.HOME, "/tmp", "/dev/shm", places.OWN, places.SCRATCH, places.RUN)


class SandboxError(HomeroomError):
    """The box cannot be built here; the message says what to do."""


@dataclass(frozen=True)
class Program:
    """A program to start.

    Attributes
    ----------
    words : list of str
        Command line.
    files : tuple of int
        Descriptors it must inherit; the caller closes its own.
    environment : dict of str
    """

    words: list[str]
    files: tuple[int, ...]
    environment: dict[str, str]


def boxed(run: Path, channel: int, weights: Path | None = None) -> Program:
    """Give the command that starts the template inside bubblewrap.

    Parameters
    ----------
    run : pathlib.Path
        The run folder.
    channel : int
        Descriptor on which the template takes requests.
    weights : pathlib.Path, optional
        Folder with pretrained weights.

    Raises
    ------
    SandboxError
        If bubblewrap or another program is missing.
    """
    bwrap = _program("bwrap", INSTALL)
    readable = _mounts(environment_folders())
    if weights is not None:
        target = Path(places.WEIGHTS, places.CHECKPOINTS)
        for parent in _parents([target]):
            readable += ["--perms", "0755", "--dir", str(parent)]
        readable += ["--ro-bind", str(weights), str(target)]
    files = [_inherited_file_with(text) for text in (PASSWD, GROUP, HOSTS)]
    inner = [bwrap, "--unshare-all", "--uid", "1000", "--gid", "1000", "--hostname", "box"]
    inner += ["--die-with-parent", "--new-session", "--clearenv"]
    for name, value in template_environment("/tmp").items():
        inner += ["--setenv", name, value]
    inner += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    inner += ["--perms", "0755", "--tmpfs", places.SAMPLES]
    inner += [*readable, "--bind", str(run), places.RUN]
    for name, file in zip(("passwd", "group", "hosts"), files, strict=True):
        inner += ["--ro-bind-data", str(file), f"/etc/{name}"]
    # A branch of the template sees whether a prelude writes into it.
    inner += ["--perms", "0755", "--tmpfs", places.HOME]
    for folder in (places.OWN, places.SCRATCH):
        inner += ["--dir", folder]
    inner += ["--chdir", "/", "--remount-ro", "/dev", "--remount-ro", "/"]
    kept = [f"--keep={folder}" for folder in covered(environment_folders())]
    words = [*inner, "--", *_template(channel, places.RUN), *kept]
    if os.geteuid() == 0:
        # What is in place then is bound to the same place again, weights included.
        words = [*_as_ordinary_user(bwrap, run, readable), *_in_place(words, weights)]
    return Program(words, (channel, *files), template_environment("/tmp"))


def bare(run: Path, channel: int) -> Program:
    """Give the command that starts the template without a box."""
    words = [*_template(channel, str(run)), "--bare"]
    return Program(words, (channel,), template_environment(str(run)))


def alone(folder: Path, inside: str, command: Sequence[str]) -> list[str]:
    """Give the words that run a program of any kind by itself, as an ordinary user.

    It sees the system and the Python environment, read-only, processes of its own, no network,
    and one folder, which it can write to and which must belong to `ordinary_uid`. This is no box
    for kernels: it keeps a whole command, for instance one to compare with, from doing harm.

    Parameters
    ----------
    folder : pathlib.Path
    inside : str
        Where the folder lies for the program; also where it starts.
    command : sequence of str
    """
    bwrap = _program("bwrap", INSTALL)
    readable = _mounts(environment_folders())
    words = [bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    for name, value in {**template_environment("/tmp"), "USER": "teacher"}.items():
        words += ["--setenv", name, value]
    words += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", *readable]
    words += ["--bind", str(folder), inside, "--chdir", inside, "--", *command]
    if os.geteuid() == 0:
        above = [parent for parent in _parents([folder]) if parent != Path("/tmp")]
        way = [word for parent in above for word in ("--perms", "0755", "--dir", str(parent))]
        words = [*_as_ordinary_user(bwrap, folder, [*readable, *way]), *words]
    return words


def ordinary_uid() -> int:
    """Give the user id under which the box is built: this one, or an unused one for root.

    As root, limits on processes are not enforced, and no fresh /proc can be mounted in the box.
    The range is the one that systemd hands out for a while and that belongs to no account.
    """
    return os.geteuid() or 61_184 + os.getpid() % 4_000


def template_environment(temporary: str) -> dict[str, str]:
    """Environment variables of the template; nothing of the caller's."""
    one = dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
    )
    return {
        **one,
        "PATH": kernel_path(),
        "HOME": temporary,
        "TMPDIR": temporary,
        "MPLCONFIGDIR": f"{temporary}/matplotlib",
        "LANG": "C.UTF-8",
        # Read when matplotlib is imported; the backend itself is loaded by the first figure, in
        # the kernel, where it finds the shell that shows it.
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        # The same order of sets and dictionaries of text in every kernel, on every day.
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def kernel_path() -> str:
    """Where kernels look for programs: this environment's, then the system's."""
    return f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"


def environment_folders() -> list[Path]:
    """List the folders that hold this Python and its packages, and no other."""
    here = Path(__file__).resolve().parents[1]
    packages = sysconfig.get_paths()
    folders = [sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix]
    folders += [packages["purelib"], packages["platlib"]]
    if site.ENABLE_USER_SITE and Path(site.getusersitepackages()).is_dir():
        folders.append(site.getusersitepackages())
    # Packages of another environment that this one builds upon.
    folders += [p for p in sys.path if Path(p).name in ("site-packages", "dist-packages")]
    # Of an editable installation the two packages, not the course around them.
    found = [Path(folder).resolve() for folder in folders] + [here, here.parent / "helpers"]
    # An environment's interpreter is found by the name it was made with as well.
    found += [Path(folder) for folder in folders]
    found = [folder for folder in found if folder.is_dir()]
    return _outermost(found)


def visible(path: Path, folders: Iterable[Path]) -> bool:
    """Tell whether a path can be seen in a box that shows `folders`.

    Examples
    --------
    >>> visible(Path("/opt/env/lib"), [Path("/opt/env")])
    True
    """
    return any(path.is_relative_to(folder) for folder in [*folders, Path("/usr")])


def covered(folders: Iterable[Path]) -> list[Path]:
    """List those folders that lie below something each kernel gets afresh.

    Examples
    --------
    >>> [path.as_posix() for path in covered([Path("/tmp/course/.venv"), Path("/opt/env")])]
    ['/tmp/course/.venv']
    """
    return [path for path in folders if any(path.is_relative_to(place) for place in COVERED)]


def _outermost(folders: Sequence[Path]) -> list[Path]:
    inside_usr = Path("/usr")
    unique = sorted({folder for folder in folders if not folder.is_relative_to(inside_usr)})
    return [f for f in unique if not any(f != o and f.is_relative_to(o) for o in unique)]


def _mounts(folders: Sequence[Path]) -> list[str]:
    """Words for bubblewrap: the system and the environment, read-only."""
    words = ["--ro-bind", "/usr", "/usr"]
    etc = [Path("/etc", name) for name in ETC]
    for parent in _parents([*etc, *folders]):
        # bubblewrap would make it for its owner alone.
        words += ["--perms", "0755", "--dir", str(parent)]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/", name)
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    for path in etc:
        words += ["--ro-bind-try", str(path), str(path)]
    for folder in folders:
        words += ["--ro-bind", str(folder), str(folder)]
    return words


def _parents(paths: Iterable[Path]) -> list[Path]:
    """List all folders above some paths, from the outside in."""
    return sorted({parent for path in paths for parent in path.parents if parent != Path("/")})


def _template(channel: int, run: str) -> list[str]:
    # -P: no folder of the caller's on the import path; -s only where the user's own is not used.
    words = [sys.executable, "-P", "-m", "homeroom.kernels.template"]
    return [*words, f"--channel={channel}", f"--run={run}"]


def _as_ordinary_user(bwrap: str, run: Path, readable: Sequence[str]) -> list[str]:
    """Words with which root becomes an ordinary user who can read the environment.

    What is readable is put together first, so that an environment below /root can be used.
    """
    setpriv = _program("setpriv", "sudo apt-get install util-linux")
    uid = str(ordinary_uid())
    words = [bwrap, "--die-with-parent", "--bind", "/proc", "/proc", "--dev-bind", "/dev", "/dev"]
    words += ["--tmpfs", "/tmp", *readable, "--bind", str(run), str(run), "--chdir", "/", "--"]
    words += [setpriv, f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "--inh-caps=-all"]
    return [*words, "--bounding-set=-all", "--"]


def _in_place(words: list[str], weights: Path | None) -> list[str]:
    """Let bubblewrap inside bubblewrap find the weights where the outer one has put them."""
    return [places.WEIGHTS + "/" + places.CHECKPOINTS if w == str(weights) else w for w in words]


def _program(name: str, install: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SandboxError(
            f"The program {name} is missing, without which code that students handed in could read "
            f"and change everything that you can. Install it: {install}. Only for notebooks that "
            "you trust like your own: c.WarmProvisioner.isolation = 'none' in nbgrader_config.py."
        )
    return found


def file_with(content: bytes) -> int:
    """Open a file in memory that holds the content."""
    file = os.memfd_create("homeroom")
    os.write(file, content)
    os.lseek(file, 0, os.SEEK_SET)
    return file


def _inherited_file_with(text: str) -> int:
    file = file_with(text.encode())
    os.set_inheritable(file, True)
    return file
