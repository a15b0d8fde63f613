"""Does every wall stand on this machine? Found out by trying to break each from inside a kernel."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager
from traitlets.config import Config

from homeroom.course import Course
from homeroom.errors import HomeroomError
from homeroom.kernels import JUPYTER_PATH, KERNEL_NAME, landlock, places
from homeroom.kernels.probes import PROBES, Probe

SECONDS = 60
APART = "own namespaces"
NAMESPACES = ("user", "mnt", "pid", "net", "ipc", "uts", "cgroup")
LIMITS = {"memory_mb": 600, "scratch_mb": 64, "file_mb": 16, "processes": 48}
"""Small, so that the attempts are quick and harmless where a wall does not stand."""


@dataclass(frozen=True)
class Finding:
    """What came of one attempt.

    Attributes
    ----------
    name : str
        The wall.
    held : bool
    found : str
        What happened.
    remedy : str
        What to do where it did not hold.
    """

    name: str
    held: bool
    found: str
    remedy: str


class Inside:
    """A kernel to run things in.

    Parameters
    ----------
    config : traitlets.config.Config
        Settings of the provisioner.
    folder : pathlib.Path, optional
        The notebook's folder.
    """

    def __init__(self, config: Config, folder: Path | None = None) -> None:
        with jupyter_path():
            self.manager = KernelManager(kernel_name=KERNEL_NAME, config=config)
            self.manager.start_kernel(**({"cwd": str(folder)} if folder else {}))
        self.client: BlockingKernelClient = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)

    def evaluate(self, code: str, expression: str, seconds: float = SECONDS) -> Any:
        """Run code and return an expression's value, which must be plain data.

        Raises
        ------
        RuntimeError
            If the code fails, or the kernel ends.
        """
        asked = self.client.execute(
            f"import json\n{code}",
            silent=True,
            store_history=False,
            user_expressions={"value": f"json.dumps({expression})"},
        )
        reply = self._reply(asked, time.monotonic() + seconds)
        if reply["status"] != "ok":
            raise RuntimeError(f"{reply.get('ename')}: {reply.get('evalue')}")
        value = reply["user_expressions"]["value"]
        if value["status"] != "ok":
            raise RuntimeError(f"{value['ename']}: {value['evalue']}")
        return json.loads(value["data"]["text/plain"][1:-1].encode().decode("unicode_escape"))

    def _reply(self, asked: str, until: float) -> dict[str, Any]:
        while True:
            try:
                message = self.client.get_shell_msg(timeout=0.25)
            except Empty:
                if not self.alive():
                    raise RuntimeError("the kernel ended") from None
                if time.monotonic() > until:
                    raise RuntimeError("no answer in time") from None
                continue
            if message["parent_header"].get("msg_id") == asked:
                content: dict[str, Any] = message["content"]
                return content

    def alive(self) -> bool:
        """Tell whether the kernel runs."""
        return bool(self.manager.is_alive())

    def close(self) -> None:
        """End it."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def __enter__(self) -> Inside:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def jupyter_path() -> Iterator[None]:
    """Let Jupyter find the kernelspec, whether or not a course's settings were read."""
    before = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [JUPYTER_PATH, before]))
    try:
        yield
    finally:
        if before is None:
            del os.environ["JUPYTER_PATH"]
        else:
            os.environ["JUPYTER_PATH"] = before


def small_limits() -> Config:
    """Settings for a kernel to attack."""
    return Config(WarmProvisioner={**LIMITS, "isolation": "box", "spares": 0})


def examine(course: Course | None = None, probes: tuple[Probe, ...] = PROBES) -> Iterator[Finding]:
    """Try to break each wall, and say what came of it.

    Parameters
    ----------
    course : Course, optional
        Whose folders must not be seen.
    probes : tuple of Probe

    Yields
    ------
    Finding
        One for each attempt; only one, if there can be no kernel at all.
    """
    config = small_limits()
    with tempfile.TemporaryDirectory(prefix="homeroom-isolation-") as name:
        folder = Path(name)
        (folder / "data.txt").write_text("a file that was handed in")
        (folder / "hw.ipynb").write_text("### BEGIN HIDDEN TESTS")
        (folder / "link.txt").symlink_to("/etc/passwd")
        try:
            other = Inside(config)
        except (HomeroomError, RuntimeError, OSError) as error:
            yield Finding("a kernel in a box", False, str(error), "see the message")
            return
        with other, _bait(other, course) as (values, environment):
            if landlock.version() == 0:
                yield Finding("Landlock", False, "not in this Linux", "Linux 5.13 or newer")
            with _environment(environment):
                kernel = Inside(config, folder)
            try:
                apart = _apart(kernel)
                yield apart
                for probe in probes:
                    if not kernel.alive():
                        kernel.close()
                        kernel = Inside(config, folder)
                        apart = _apart(kernel)
                    if not (apart.held or probe.looks_only):
                        yield Finding(probe.name, False, "not tried without walls", probe.remedy)
                        continue
                    yield _try(kernel, probe, values)
                    if not other.alive():
                        yield Finding("other kernels go on", False, f"{probe.name} ended one", "")
                        return
            finally:
                kernel.close()
            yield _others_go_on(other)


def _apart(kernel: Inside) -> Finding:
    """Is the kernel in namespaces of its own? If not, attempts would hit this very machine."""
    paths = [f"/proc/self/ns/{name}" for name in NAMESPACES]
    inside = kernel.evaluate("import os", f"[os.readlink(path) for path in {paths}]")
    outside = [str(Path(path).readlink()) for path in paths]
    same = [n for n, a, b in zip(NAMESPACES, inside, outside, strict=True) if a == b]
    found = f"shares {', '.join(same)} with this machine" if same else "all of its own"
    return Finding(APART, not same, found, "c.WarmProvisioner.isolation = 'box'" if same else "")


def _try(kernel: Inside, probe: Probe, values: dict[str, Any]) -> Finding:
    try:
        given = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        code = given + probe.source()
        held, found = kernel.evaluate(code, "[bool(held), str(found)]")
    except RuntimeError as error:
        held, found = False, f"the attempt itself failed: {error}"[:300]
        if probe.fatal and not kernel.alive():
            provisioner: Any = kernel.manager.provisioner
            held, found = True, f"stopped: {provisioner.ended_because}"
    return Finding(probe.name, held, found, "" if held else probe.remedy)


def _others_go_on(other: Inside) -> Finding:
    """After all attempts: the neighbour answers, and a new kernel can be forked."""
    try:
        answer = other.evaluate("", "6 * 7")
        with Inside(small_limits()) as new:
            answer = (answer, new.evaluate("", "6 * 7"))
    except (HomeroomError, RuntimeError) as error:
        return Finding("other kernels go on", False, str(error), "report it")
    return Finding("other kernels go on", answer == (42, 42), f"they answer {answer}", "")


@contextlib.contextmanager
def _bait(other: Inside, course: Course | None) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Lay out what the attempts look for: servers, files, a neighbour's mark."""
    mark, abstract = secrets.token_hex(8), secrets.token_hex(8)
    for place in ("~", "/dev/shm"):
        other.evaluate(f"import os; open(os.path.expanduser('{place}/{mark}'), 'w').close()", "1")
    provisioner: Any = other.manager.provisioner
    own = Path(other.manager.ip).parent
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX) as unix,
        tempfile.NamedTemporaryFile(prefix=".homeroom-", dir=Path.home()) as secret,
    ):
        unix.bind(f"\0{abstract}")
        unix.listen()
        yield (
            {
                "PORT": server.getsockname()[1],
                "ABSTRACT": abstract,
                "PATHS": [secret.name, *_course_paths(course)],
                "OTHER": str(own),
                "INSIDE": f"{places.RUN}/{own.name}",
                "TEMPLATE": provisioner.fork.pid or 2,
                "WORKER": os.getpid(),
                "MARK": mark,
                "SCRATCH_MB": LIMITS["scratch_mb"],
                "PROCESSES": LIMITS["processes"],
                "MEMORY_MB": LIMITS["memory_mb"],
            },
            {"HOMEROOM_SECRET_OF_THE_TEACHER": mark, "LC_ALL": "C.UTF-8"},
        )
        Path("/dev/shm", mark).unlink(missing_ok=True)  # without a box it would lie here


def _course_paths(course: Course | None) -> list[str]:
    """What of the course must not be seen; folders end with a slash."""
    if course is None:
        return []
    root = course.root
    folders = [f"{root / name}/" for name in ("source", "submitted", "autograded", "tests")]
    database = course.db_url.removeprefix("sqlite:///")
    return [*folders, str(root / "nbgrader_config.py"), database]


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
