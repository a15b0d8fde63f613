"""Does a batch that was killed, at whatever instant, end in the same gradebook when run again?"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from homeroom.course import Course
from homeroom.grading.batch import autograde
from homeroom.grading.snapshot import differences, snapshot
from homeroom.release.generate import generate

RIGHT = "def square(x):\n    return x * x"
COMMAND = [sys.executable, "-m", "homeroom.cli", "autograde", "hw01", "--workers=2"]


@pytest.fixture
def handed_in(course, hand_in):
    generate(course, "hw01")
    for number in range(3):
        hand_in(course, f"student{number}", square=RIGHT if number % 2 else "square = 1")
    return course


@pytest.fixture
def temporary():
    """A folder whose path is short enough for sockets, as pytest's is not always."""
    with tempfile.TemporaryDirectory(prefix="homeroom-test-") as folder:
        yield Path(folder)


def folders_of_ours(temporary: Path) -> list[Path]:
    """Folders but for those, empty, that Python makes for the socket of its fork server.

    A file can be left by Python's own trial of whether the folder is writable.
    """
    return [p for p in temporary.iterdir() if p.is_dir() and not p.name.startswith("pymp-")]


def processes_of(temporary: Path) -> list[int]:
    """Processes that were started with this folder for temporary files."""
    mark = f"TMPDIR={temporary}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def eventually(question, seconds=20.0):
    """Whether something becomes true within a time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.1)
    return question()


@pytest.mark.skipif(not Path("/proc/self/environ").is_file(), reason="looks processes up in /proc")
def test_does_a_killed_batch_end_in_the_same_gradebook_and_leave_nothing(
    handed_in, tmp_path, temporary
):
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(handed_in.root, undisturbed)
    other = Course.open(undisturbed)
    began = time.monotonic()
    assert len(autograde(other, "hw01").graded) == 3
    seconds = time.monotonic() - began

    environment = os.environ | {"TMPDIR": str(temporary)}
    drawn = random.Random(0)
    for _ in range(3):
        with subprocess.Popen(
            COMMAND, cwd=handed_in.root, env=environment, stdout=subprocess.DEVNULL
        ) as batch:
            time.sleep(drawn.uniform(0.3, 1.3) * (seconds + 2))
            batch.send_signal(signal.SIGKILL)
    done = subprocess.run(COMMAND, cwd=handed_in.root, env=environment, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(snapshot(handed_in.db_url), snapshot(other.db_url)) == []
    ours, theirs = (
        sorted(p.relative_to(root) for p in (root / "autograded").rglob("*"))
        for root in (handed_in.root, undisturbed)
    )
    assert ours == theirs
    assert eventually(lambda: processes_of(temporary) == []), "processes were left behind"
    assert eventually(lambda: folders_of_ours(temporary) == []), list(temporary.iterdir())


def test_is_a_folder_for_temporary_files_that_is_too_long_told(handed_in, tmp_path):
    far = tmp_path / ("long" * 25)
    far.mkdir()
    environment = os.environ | {"TMPDIR": str(far)}
    done = subprocess.run(
        COMMAND, cwd=handed_in.root, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Set TMPDIR to another one" in done.stderr
    assert "Traceback" not in done.stderr


def test_does_a_second_batch_wait_its_turn(handed_in, monkeypatch, capsys):
    from homeroom.cli import main
    from homeroom.grading.ledger import only_batch

    monkeypatch.chdir(handed_in.root)
    with only_batch(handed_in):
        assert main(["autograde", "hw01"]) == 1
    assert "Another batch is running" in capsys.readouterr().err
