"""The suite against nbgrader as installed, one attack at a time, locked up as a whole.

nbgrader runs student code with the rights of whoever grades. So here the whole command runs as an
ordinary user with processes, network and folders of its own; attacks that could fill the machine
even so are not run.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import collecting
import homework
import outcome
from suite import Attack, hand_in_honestly

from homeroom.kernels import sandbox

NOT_RUN = "not run: would harm the machine"
INSIDE = "/course"
# Attacks that seek points or secrets, and change what others have on the way.
ON_ALL = ("gradebook_write",)
# An honest student whose archive lies among those that are collected.
PACKED = "packed"
SECONDS = 150
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "attacked"
"""
# Runs inside, before and around nbgrader: limits, a secret everywhere, a server on loopback.
KEEPER = """
import os, pathlib, resource, socket, subprocess, sys, threading, time
for what, most in {"AS": 6 << 30, "NPROC": 300, "FSIZE": 64 << 20, "CPU": 600, "CORE": 0}.items():
    resource.setrlimit(getattr(resource, "RLIMIT_" + what), (most, most))
heard = open("heard.txt", "w")
def serve(server):
    while True:
        link, _ = server.accept()
        link.sendall(b"secret-of-the-network")
        link.settimeout(1)
        try:
            print(link.recv(1000), file=heard, flush=True)
        except OSError:
            pass
def hear():
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(("127.0.0.1", PORT))
    while True:
        print(datagrams.recv(1000), file=heard, flush=True)
tcp, unix = socket.create_server(("127.0.0.1", PORT)), socket.socket(socket.AF_UNIX)
unix.bind(ABSTRACT)
unix.listen()
for work, *given in ((serve, tcp), (serve, unix), (hear,)):
    threading.Thread(target=work, args=given, daemon=True).start()
os.environ["SECRET_OF_THE_TEACHER"] = "secret-of-the-environment"
pathlib.Path.home().joinpath(".secret-file").write_text("secret-of-the-home")
pathlib.Path("/dev/shm/other").write_text("secret-of-the-memory")
for command in COMMANDS:
    done = subprocess.run([sys.executable, "-m", "nbgrader", *command])
    if done.returncode:
        break
time.sleep(1.5)
os._exit(done.returncode % 256)
"""


def grade(
    folder: Path, commands: list[list[str]], log: Path, seconds: float = SECONDS
) -> int | None:
    """Run nbgrader's commands in a course folder, locked up; the status, None if it hangs."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, sandbox.ordinary_uid(), sandbox.ordinary_uid(), follow_symlinks=False)
    given = f"PORT, ABSTRACT = {outcome.PORT}, {outcome.ABSTRACT!r}\nCOMMANDS = {commands!r}\n"
    words = sandbox.alone(folder, INSIDE, [sys.executable, "-P", "-c", given + KEEPER])
    with log.open("w") as file:
        try:
            done = subprocess.run(
                words, stdin=subprocess.DEVNULL, stdout=file, stderr=file, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            _end_what_is_left()
            return None
    return done.returncode


def _end_what_is_left() -> None:
    """End all processes of the ordinary user that root has become for this; others end by it."""
    if os.geteuid() != 0:
        return
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if path.stat().st_uid == sandbox.ordinary_uid():
                os.kill(int(path.name), signal.SIGKILL)


def make_course(folder: Path) -> Path:
    """Write the course with one honest submission, graded; the course is copied for each attack."""
    name, honest = homework.NAME, "neighbour"
    homework.write_homework(folder / "source" / name)
    (folder / "nbgrader_config.py").write_text(CONFIG)
    first = [
        ["db", "student", "add", honest, "--last-name=secret-of-the-gradebook"],
        ["generate_assignment", name, "--create"],
    ]
    _well(folder, first)
    released = folder / "release" / name
    submitted = folder / "submitted" / honest / name
    hand_in_honestly(released, submitted, "plain", f"secret-of-the-{honest}")
    _well(folder, [["autograde", name, f"--student={honest}"]])
    return folder


def _well(folder: Path, commands: list[list[str]]) -> None:
    log = folder.with_suffix(".log")
    if (status := grade(folder, commands, log)) != 0:
        raise RuntimeError(f"nbgrader ended with status {status}:\n{log.read_text()[-3000:]}")


def run(attacks: Sequence[Attack], course: Path) -> Iterator[tuple[Attack, str, list[str]]]:
    """Let attacks loose on copies of the course: each verdict, and what was found.

    Those that leave others alone share one run of the command, the rest get one each.
    """
    together = [
        a
        for a in attacks
        # Those whose end depends on the machine may hang or kill the whole command.
        if a.seeks != "harm" and not a.pack and a.expected != "either" and a.name not in ON_ALL
    ]
    alone = [a for a in attacks if a not in together]
    for group in filter(None, [together, *([attack] for attack in alone)]):
        if group[0].only_boxed:
            yield group[0], NOT_RUN, []
        else:
            yield from _run_group(group, course)


def _run_group(group: list[Attack], course: Path) -> Iterator[tuple[Attack, str, list[str]]]:
    place = Path(tempfile.mkdtemp(prefix="attacked-nbgrader-"))
    try:
        folder = place / "course"
        shutil.copytree(course, folder)
        released = folder / "release" / homework.NAME
        for attack in group:
            if not attack.pack:
                attack.hand_in(released, folder / "submitted" / attack.student / homework.NAME)
        not_again = "--CourseDirectory.student_id_exclude=neighbour"
        commands = [["autograde", homework.NAME, not_again]]
        if any(attack.pack for attack in group):
            collecting.hand_in(group, released, folder)
            hand_in_honestly(released, place / "honest", "plain")
            shutil.make_archive(
                str(collecting.archive_folder(folder) / PACKED), "zip", place / "honest"
            )
            commands.insert(0, collecting.COMMAND)
        before = _others(folder)
        if any(attack.reads_feedback for attack in group):
            commands.append(["generate_feedback", homework.NAME, not_again])
        status = grade(folder, commands, place / "log.txt", SECONDS + 20 * len(group))
        judged = [(attack, *_judge(attack, folder, before, status)) for attack in group]
    finally:
        shutil.rmtree(place, ignore_errors=True)
    for attack, verdict, found in judged:
        if verdict == "flagged" and len(group) > 1:
            # Not graded: by its own fault, or because another ended the whole command before.
            yield from _run_group([attack], course)
        else:
            yield attack, verdict, found


def _judge(
    attack: Attack, folder: Path, before: dict[str, bytes], status: int | None
) -> tuple[str, list[str]]:
    found = []
    heard = folder / "heard.txt"
    if not heard.is_symlink() and heard.is_file():
        found += outcome.BOAST.findall(heard.read_text(errors="replace"))
    if _others(folder) != before:
        found.append("what others handed in or got was changed")
    if attack.pack:
        found += collecting.in_submission(attack, folder)
        if not (folder / "submitted" / PACKED / homework.NAME / "plain.ipynb").is_file():
            found.append("what others had packed was not collected")
    for step in ("autograded", "feedback"):
        found += outcome.in_graded_copy(folder / step / attack.student)
        found += outcome.in_feedback(folder / step / attack.student / homework.NAME)
    database = folder / "gradebook.db"
    with contextlib.suppress(Exception):
        table = {} if database.is_symlink() else outcome.points_in_gradebook(database)
        if gained := sum(table.get(attack.student, {}).values()):
            found.append(f"{gained:g} points")
        if table.get("neighbour") != homework_of_neighbour():
            found.append("the points of another student were changed")
    if status is None or status not in (0, 1):
        found.append("the whole command hung" if status is None else "the whole command was killed")
    if found:
        return "worked", found
    ungraded = not any((folder / "autograded" / attack.student).rglob("*.ipynb"))
    return ("flagged" if ungraded else "resisted"), found


def homework_of_neighbour() -> dict[str, float]:
    """What the gradebook holds for the honest submission."""
    net = dict.fromkeys(homework.full_points("net"), 0.0)
    return {**homework.full_points("plain"), **net, "explore": 0.0, "why": 0.0}


def _others(folder: Path) -> dict[str, bytes]:
    """Everything that an attack on one's own points leaves as it is."""
    found = {collecting.SETTINGS: (folder / collecting.SETTINGS).read_bytes()}
    for step in ("source", "release", "submitted", "autograded"):
        for path in sorted((folder / step).rglob("*")):
            name = str(path.relative_to(folder))
            own = "/attacker_" in name or f"/{PACKED}/" in name
            if not own and path.is_file() and not path.is_symlink():
                found[name] = path.read_bytes()
    return found
