"""Does a worker process that dies, hangs or fails cost its own job and no other?"""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import wait
from pathlib import Path

import pytest

from homeroom.grading.pool import JobError, WorkerDiedError, WorkerPool


def echo(parcel):
    return parcel[::-1]


def obey(parcel):
    """Do what the bytes say: what a hostile notebook may do to the process that grades it."""
    match parcel:
        case b"exit":
            os._exit(3)
        case b"segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"sleep":
            time.sleep(60)
        case b"raise":
            raise ValueError("no such notebook")
    return str(os.getpid()).encode()


def remember(connection, word):
    obey.begun = connection.recv(), word


def recall(parcel):
    return repr(obey.begun).encode()


@pytest.fixture(autouse=True)
def importable(monkeypatch):
    """Workers import functions by name; this file is no module of theirs."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    monkeypatch.setitem(sys.modules, "test_pool", sys.modules[__name__])
    for function in (echo, obey, remember, recall):
        monkeypatch.setattr(function, "__module__", "test_pool")


@pytest.fixture
def pool(request):
    with WorkerPool(2, **getattr(request, "param", {})) as made:
        yield made


def test_are_bytes_worked_on_by_several_processes(pool):
    futures = [pool.submit(echo, f"job {n}".encode()) for n in range(6)]
    assert [f.result(60) for f in futures] == [f"job {n}".encode()[::-1] for n in range(6)]
    assert pool.submit(echo, b"x" * 30_000_000).result(60) == b"x" * 30_000_000


@pytest.mark.parametrize("pool", [{"seconds": 15}], indirect=True)
def test_does_each_death_fail_its_own_job_and_say_how(pool):
    orders = [b"exit", b"go", b"segfault", b"raise", b"go", b"sleep", b"go"]
    futures = [pool.submit(obey, order) for order in orders]
    wait(futures, timeout=90)
    by_order = dict(zip(orders, futures, strict=True))
    assert "status 3" in str(by_order[b"exit"].exception())
    assert "SIGSEGV" in str(by_order[b"segfault"].exception())
    assert "more than 15 s" in str(by_order[b"sleep"].exception())
    for order in (b"exit", b"segfault", b"sleep"):
        assert isinstance(by_order[order].exception(), WorkerDiedError)
    error = by_order[b"raise"].exception()
    assert isinstance(error, JobError) and "ValueError: no such notebook" in str(error)
    for number, order in enumerate(orders):
        if order == b"go":
            assert int(futures[number].result()) != os.getpid()


def test_is_everything_gone_after_a_shutdown_in_the_middle():
    pool = WorkerPool(1)
    pid = int(pool.submit(obey, b"go").result(60))
    running, waiting = pool.submit(obey, b"sleep"), pool.submit(obey, b"go")
    time.sleep(0.5)
    began = time.monotonic()
    pool.shutdown(cancel_futures=True)
    assert time.monotonic() - began < 15
    assert waiting.cancelled()
    assert isinstance(running.exception(), WorkerDiedError)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError):
        pool.submit(echo, b"")


def test_does_every_process_begin_with_what_it_is_given():
    ours, theirs = multiprocessing.Pipe()
    ours.send("hello")
    with WorkerPool(1, begin=remember, given=(theirs, "word")) as pool:
        assert pool.submit(recall, b"").result(60) == b"('hello', 'word')"


def test_is_nothing_left_of_a_worker_that_is_told_twice_to_leave(tmp_path):
    program = f"""
import shutil, tempfile, threading, time
from homeroom.grading import pool

remove, begun = shutil.rmtree, threading.Event()
def slowly(folder, **options):
    # The second finds a folder that is half removed, and is done at once.
    if threading.current_thread() is not threading.main_thread():
        begun.set()
        time.sleep(0.5)
        remove(folder, **options)

shutil.rmtree = slowly
tempfile.tempdir = tempfile.mkdtemp(prefix=pool.FOLDER_PREFIX, dir={str(tmp_path)!r})
threading.Thread(target=pool.leave).start()
begun.wait()
pool.leave()
"""
    done = subprocess.run([sys.executable, "-c", program])
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []
