"""What this machine has of what Homeroom needs, and the one line that mends each thing missing."""

from __future__ import annotations

import importlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from homeroom.course import Course
from homeroom.errors import HomeroomError

LEAST_PYTHON = (3, 11)
LEAST_NBGRADER = (0, 9, 5)
LEAST_DISK_GB = 3.0
LEAST_MEMORY_GB = 3.0
SECONDS = 60
# As root a nested /proc cannot be mounted, so the sandbox is tried as an ordinary user.
NOBODY = 65534

BOX = "bwrap --ro-bind / / --dev /dev --proc /proc --tmpfs /tmp --unshare-all --die-with-parent --"
NESTED = "unshare --user --map-root-user --mount --pid --fork sh -c"
MOUNTS = "mount -t proc proc /proc && mount -t tmpfs none /tmp"


@dataclass(frozen=True)
class Check:
    """One thing looked at.

    Attributes
    ----------
    name : str
        What it is.
    ok : bool
        Whether it is as Homeroom needs it.
    found : str
        What is there.
    remedy : str
        What to do where it is not; empty where it is.
    optional : bool
        Whether the course works without it.
    """

    name: str
    ok: bool
    found: str
    remedy: str = ""
    optional: bool = False


Found = tuple[bool, str]


def checks(start: Path | None = None) -> list[Check]:
    """Look at everything; `start` is a folder in the course (default: the current one)."""
    instructor = "pip install 'homeroom[instructor]'"
    kernel = f"{sys.executable} -m ipykernel install --sys-prefix --name python3"
    namespaces = "sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000"
    browser = "sudo apt-get install chromium fonts-dejavu"
    rows: list[tuple[str, Callable[[], Found], str, bool]] = [
        ("Python", _python, "install Python 3.11 or newer, then: make PYTHON=python3.12", False),
        ("torch", _torch, "pip install torch", False),
        ("torchvision", _torchvision, "pip install torchvision", False),
        ("nbgrader", _nbgrader, instructor, False),
        ("alembic", _alembic, instructor + " (nbgrader calls this program)", False),
        ("kernel python3", _kernel, kernel, False),
        ("course folder", lambda: _course(start), "change into the course folder", False),
        ("kernel homeroom-warm", _warm_kernel, f"{sys.executable} -m pip install -e .", False),
        ("writing", lambda: _writing(start), "make the folder writable for yourself", False),
        ("free disk", lambda: _disk(start), f"free {LEAST_DISK_GB:g} GB of disk", False),
        ("memory", _memory, f"close programs until {LEAST_MEMORY_GB:g} GB are free", False),
        ("fonts", _fonts, "pip install --force-reinstall matplotlib", False),
        ("bubblewrap", _bubblewrap, "sudo apt-get install bubblewrap", True),
        ("user namespaces", nested_namespaces, namespaces, True),
        ("chromium", _chromium, browser, True),
        ("fonts for pages", _system_fonts, "sudo apt-get install fonts-dejavu", True),
    ]
    return [_checked(*row) for row in rows]


def isolation_checks(start: Path | None = None) -> list[Check]:
    """Try to break out of a kernel's box, one way after another (about half a minute)."""
    from homeroom.kernels.isolation import examine

    try:
        course = Course.find(start)
    except HomeroomError:
        course = None
    return [Check(f.name, f.held, f.found, f.remedy) for f in examine(course)]


def _checked(name: str, look: Callable[[], Found], remedy: str, optional: bool) -> Check:
    try:
        ok, found = look()
    except Exception as error:  # a broken installation may fail in any way: that is the finding
        ok, found = False, f"{type(error).__name__}: {error}".split("\n")[0]
    return Check(name, ok, found, "" if ok else remedy, optional)


def _python() -> Found:
    return sys.version_info >= LEAST_PYTHON, f"{platform.python_version()} ({sys.executable})"


def _torch() -> Found:
    torch = importlib.import_module("torch")
    return True, f"{torch.__version__}, {_device(torch)}"


def _device(torch: Any) -> str:
    if torch.cuda.is_available():
        return f"GPU {torch.cuda.get_device_name(0)}"
    if torch.backends.mps.is_available():
        return "Apple GPU (mps)"
    return f"CPU only, {torch.get_num_threads()} threads"


def _torchvision() -> Found:
    return True, str(importlib.import_module("torchvision").__version__)


def _nbgrader() -> Found:
    version = metadata.version("nbgrader")
    numbers = tuple(int(n) for n in version.split(".")[:3] if n.isdigit())
    return numbers >= LEAST_NBGRADER, version


def _alembic() -> Found:
    # nbgrader_config.py adds the folder of the interpreter to PATH.
    here = shutil.which("alembic", path=str(Path(sys.executable).parent))
    found = shutil.which("alembic") or here
    return found is not None, found or "no program alembic on PATH or beside Python"


def _kernel() -> Found:
    kernelspec = importlib.import_module("jupyter_client.kernelspec")
    program = kernelspec.KernelSpecManager().get_kernel_spec("python3").argv[0]
    if Path(program).name == program:
        program = sys.executable if program.startswith("python") else program
    asked = [program, "-c", "import ipykernel, torch; print(torch.__version__)"]
    ran = _run(asked)
    if ran.returncode != 0:
        why = ran.stderr.strip().split("\n")[-1]
        return False, f"{program}: {why}"
    return True, f"{program}, torch {ran.stdout.strip()}"


def _warm_kernel() -> Found:
    from homeroom.kernels import KERNEL_NAME

    found = metadata.entry_points(group="jupyter_client.kernel_provisioners", name=KERNEL_NAME)
    if not found:
        return False, "this installation of homeroom is older than its code"
    return True, "its provisioner is registered"


def _course(start: Path | None) -> Found:
    try:
        course = Course.find(start)
    except HomeroomError as error:
        return False, str(error).split(". ")[0]
    return True, f"{course.root}, {len(course.assignments())} assignment(s)"


def _folder(start: Path | None) -> Path:
    try:
        return Course.find(start).root
    except HomeroomError:
        return start or Path.cwd()


def _writing(start: Path | None) -> Found:
    folder = _folder(start)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True, str(folder)
    except OSError as error:
        return False, f"{folder}: {error.strerror}"


def _disk(start: Path | None) -> Found:
    places = dict.fromkeys([_folder(start), Path(tempfile.gettempdir())])
    free = {place: shutil.disk_usage(place).free / 1e9 for place in places}
    words = ", ".join(f"{gigabytes:.0f} GB at {place}" for place, gigabytes in free.items())
    return min(free.values()) >= LEAST_DISK_GB, words


def _memory() -> Found:
    info = Path("/proc/meminfo")
    if info.is_file():
        line = next(x for x in info.read_text().splitlines() if x.startswith("MemAvailable"))
        free, word = int(line.split()[1]) * 1024 / 1e9, "free"
    else:
        free, word = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, "in all"
    return free >= LEAST_MEMORY_GB, f"{free:.1f} GB {word}, {os.cpu_count()} cores"


def _fonts() -> Found:
    manager = importlib.import_module("matplotlib.font_manager")
    found = manager.findfont("DejaVu Sans", fallback_to_default=False)
    return True, Path(found).name


def _bubblewrap() -> Found:
    if not shutil.which("bwrap"):
        return False, "not installed: grading is not sandboxed"
    ran = _run([*_unprivileged(), *BOX.split(), "true"])
    return ran.returncode == 0, _said(ran) or _run(["bwrap", "--version"]).stdout.strip()


def nested_namespaces() -> Found:
    """Try whether a kernel's box can be built inside that of the template."""
    if not (shutil.which("bwrap") and shutil.which("unshare")):
        return False, "not tried: needs the programs bwrap and unshare"
    ran = _run([*_unprivileged(), *BOX.split(), *NESTED.split(), MOUNTS])
    return ran.returncode == 0, _said(
        ran
    ) or "nested ones work, with /proc and a tmpfs of their own"


def _unprivileged() -> list[str]:
    """Give the words that start a program as an ordinary user where this one is root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("setpriv"):
        return []
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def _said(ran: subprocess.CompletedProcess[str]) -> str:
    if ran.returncode == 0:
        return ""
    return (ran.stderr.strip().split("\n")[0] or f"ended with {ran.returncode}")[:200]


def _chromium() -> Found:
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if program := shutil.which(name):
            return True, program
    return False, "not installed: no PDF write-ups, no screenshots"


def _system_fonts() -> Found:
    if not shutil.which("fc-list"):
        return False, "fontconfig is not installed"
    fonts = [line for line in _run(["fc-list", ":", "family"]).stdout.split("\n") if line]
    return bool(fonts), f"{len(set(fonts))} families"


def _run(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
