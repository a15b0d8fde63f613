"""Do Dask workers in processes of their own, without a common folder, grade as one machine does?"""

import shutil
import subprocess
import sys
import time

import pytest

from homeroom.cli import main
from homeroom.course import Course
from homeroom.grading.batch import Means, autograde
from homeroom.grading.executors import ClusterError
from homeroom.grading.snapshot import differences, snapshot
from homeroom.release.generate import generate

dask = pytest.importorskip("dask", reason="needs the extra [cluster]")
distributed = pytest.importorskip("distributed", reason="needs the extra [cluster]")

RIGHT = "def square(x):\n    return x * x"


@pytest.fixture
def tls(tmp_path):
    """Certificates as docs/cluster.md makes them; options of Dask's commands that name them."""

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)

    key = ["-newkey", "rsa:2048", "-nodes"]
    openssl("req", "-x509", *key, "-subj", "/CN=ca", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", *key, "-subj", "/CN=me", "-keyout", "me.key", "-out", "me.csr")
    authority = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"]
    openssl("x509", "-req", "-in", "me.csr", *authority, "-out", "me.pem")
    files = {"cert": str(tmp_path / "me.pem"), "key": str(tmp_path / "me.key")}
    authority = str(tmp_path / "ca.pem")
    mine = {f"distributed.comm.tls.client.{name}": file for name, file in files.items()}
    with dask.config.set({"distributed.comm.tls.ca-file": authority, **mine}):
        options = ["--tls-ca-file", authority]
        yield [*options, "--tls-cert", files["cert"], "--tls-key", files["key"]]


@pytest.fixture
def cluster(tmp_path):
    """Start a scheduler and workers as processes; give the scheduler's address."""
    started = []

    def start(workers, *options, tls=()):
        file = tmp_path / "scheduler.json"
        dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
        places = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        if tls:
            places += ["--protocol", "tls", *tls]
        started.append(subprocess.Popen([*dask, *places, "--scheduler-file", str(file)]))
        for number in range(workers):
            folder = tmp_path / f"worker{number}"
            folder.mkdir()
            command = [sys.executable, "-m", "distributed.cli.dask_worker", "--no-dashboard"]
            command += ["--scheduler-file", str(file), "--local-directory", str(folder)]
            started.append(subprocess.Popen([*command, *options, *tls], cwd=folder))
        with distributed.Client(scheduler_file=str(file), timeout=60) as client:
            client.wait_for_workers(workers, timeout=60)
            return client.scheduler.address

    yield start
    for process in reversed(started):
        process.terminate()
    for process in started:
        process.wait(timeout=30)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes certificates with openssl")
def test_do_two_workers_come_to_the_same_gradebook(cluster, tls, course, hand_in, monkeypatch):
    generate(course, "hw01")
    for number in range(6):
        hand_in(course, f"student{number}", square=RIGHT if number % 2 else "square = 1")
    hand_in(course, "deadly", square="import os\nos._exit(1)", why="Ha.")
    other = course.root.with_name("other")
    shutil.copytree(course.root, other)
    other = Course.open(other)
    address = cluster(2, "--nthreads", "1", tls=tls)
    assert address.startswith("tls://")
    monkeypatch.chdir(course.root)
    arguments = ["--executor=dask", f"--scheduler={address}", "--json=out.json"]
    assert main(["autograde", "hw01", *arguments]) == 0
    assert len(autograde(other, "hw01").graded) == 7
    assert differences(snapshot(course.db_url), snapshot(other.db_url)) == []
    ours, theirs = (
        sorted(p.relative_to(c.root) for p in (c.root / "autograded").rglob("*"))
        for c in (course, other)
    )
    assert ours == theirs


@pytest.mark.slow
def test_are_workers_with_several_threads_refused(cluster, course, hand_in):
    generate(course, "hw01")
    hand_in(course, "ada", square=RIGHT)
    address = cluster(1, "--nthreads", "2")
    with pytest.raises(ClusterError, match="one\nfor each|one for each"):
        autograde(course, "hw01", means=Means("dask", scheduler=address))


def test_is_a_scheduler_that_is_not_there_told_in_a_sentence(course, hand_in, monkeypatch, capsys):
    generate(course, "hw01")
    hand_in(course, "ada", square=RIGHT)
    monkeypatch.chdir(course.root)
    monkeypatch.setattr("homeroom.grading.executors.SECONDS_TO_ANSWER", 2)
    began = time.monotonic()
    arguments = ["--executor=dask", "--scheduler=tcp://127.0.0.1:9"]
    assert main(["autograde", "hw01", *arguments]) == 1
    assert time.monotonic() - began < 30
    assert "No Dask scheduler answers" in capsys.readouterr().err
    assert main(["autograde", "hw01", "--executor=dask"]) == 2
    assert "needs --scheduler" in capsys.readouterr().err
