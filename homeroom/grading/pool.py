"""A pool of worker processes in which a process that dies costs its own job and no other.

`concurrent.futures.ProcessPoolExecutor` breaks as a whole when one process dies and does not say
which job it was; it also waits for ever for a process that hangs. Here each process has a thread
that watches it. Only bytes come back: nothing that a worker sends is unpickled.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import shutil
import signal
import tempfile
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from typing import Any

from traitlets.utils.importstring import import_item

from homeroom.errors import HomeroomError

PRELOADED = ["homeroom.quick_imports", "homeroom.grading.rehearsal"]
ANSWER_BYTES = 1_000_000_000
# Taken for good by the thread that ends a worker; a signal may interrupt that same thread.
_leaving = threading.RLock()
FOLDER_PREFIX = "homeroom-worker-"


class WorkerDiedError(BrokenExecutor):
    """The process that did the job ended, or was ended because it took too long."""


class PoolError(HomeroomError):
    """Worker processes cannot be started here."""


class JobError(Exception):
    """The function that did the job raised an exception."""


class WorkerPool(Executor):
    """An executor of `workers` processes for functions from bytes to bytes.

    Parameters
    ----------
    workers : int
    seconds : float, optional
        After so long a job's process is ended.
    begin : callable, optional
        A function of a module that each process calls first.
    given : tuple
        What it is called with; sockets and the like are handed over.

    Raises
    ------
    PoolError
        If processes cannot be started here.
    """

    def __init__(
        self,
        workers: int,
        seconds: float | None = None,
        begin: Callable[..., Any] | None = None,
        given: tuple = (),
    ) -> None:
        self.workers, self._seconds = workers, seconds
        self._begin = (begin, given)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PRELOADED)
        try:
            forkserver.ensure_running()  # or every job would fail, one by one
        except OSError as error:
            raise PoolError(
                f"Processes for grading cannot be started ({error}). Their socket lies in the "
                f"folder for temporary files, {tempfile.gettempdir()}: it must be writable, with "
                "a path of under 70 characters. Set TMPDIR to another one."
            ) from error
        self._jobs: queue.SimpleQueue = queue.SimpleQueue()
        self._processes: dict[int, Any] = {}
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve, args=(number,), daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        """Have a function of a module do its work on bytes; the future gives its bytes."""
        (parcel,) = args
        if kwargs or not isinstance(parcel, bytes):
            raise TypeError("WorkerPool.submit takes a function and one bytes object")
        if self._closed:
            raise RuntimeError("The pool is closed.")
        future: Future = Future()
        self._jobs.put((future, f"{fn.__module__}.{fn.__qualname__}", parcel))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the pool; with `cancel_futures` at once, with all that runs."""
        self._closed = True
        if cancel_futures:
            self._drop_waiting()
            for process in list(self._processes.values()):
                process.terminate()
        for _ in self._threads:
            self._jobs.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _drop_waiting(self) -> None:
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is not None:
                job[0].cancel()

    def _serve(self, number: int) -> None:
        """Feed one process after another; the work of one thread."""
        connection: Connection | None = None
        while (job := self._jobs.get()) is not None:
            future, name, parcel = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if connection is None:
                    connection = self._start(number)
                answer = self._ask(number, connection, name, parcel)
            except (OSError, EOFError) as error:
                future.set_exception(WorkerDiedError(self._end(number) or str(error)))
                connection = None
            except WorkerDiedError as error:
                self._end(number)
                future.set_exception(error)
                connection = None
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(answer)
        if connection is not None:
            connection.close()  # the process sees it and ends
            self._processes[number].join(timeout=10)
            self._end(number)

    def _start(self, number: int) -> Connection:
        ours, theirs = self._context.Pipe()
        arguments = theirs, *self._begin
        process = self._context.Process(target=_work, args=arguments, name=f"grading-{number}")
        process.start()
        theirs.close()
        self._processes[number] = process
        return ours

    def _ask(self, number: int, connection: Connection, name: str, parcel: bytes) -> bytes:
        connection.send_bytes(name.encode())
        connection.send_bytes(parcel)
        process = self._processes[number]
        ready = wait([connection, process.sentinel], timeout=self._seconds)
        if not ready:
            raise WorkerDiedError(f"it took more than {self._seconds:.0f} s and was ended")
        if connection not in ready:
            raise EOFError
        answer = connection.recv_bytes(ANSWER_BYTES)
        if answer[:1] == b"-":
            raise JobError(answer[1:].decode("utf-8", errors="replace"))
        return answer[1:]

    def _end(self, number: int) -> str:
        """See to it that a process is gone, and say how it ended."""
        process = self._processes.pop(number, None)
        if process is None:
            return ""
        process.join(timeout=1)
        if process.is_alive():
            process.terminate()
            process.join(timeout=5)
        if process.is_alive():
            process.kill()
            process.join()
        return in_words(process.exitcode)


def in_words(exitcode: int | None) -> str:
    """Say how a process ended.

    >>> in_words(-11), in_words(3)
    ('its process was killed by SIGSEGV', 'its process ended with status 3')
    """
    if exitcode is not None and exitcode < 0:
        try:
            return f"its process was killed by {signal.Signals(-exitcode).name}"
        except ValueError:
            return f"its process was killed by signal {-exitcode}"
    return f"its process ended with status {exitcode}"


def _work(connection: Connection, begin: Callable[..., Any] | None, given: tuple) -> None:
    """Serve jobs until the other side is gone: what a worker process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the batch's to handle
    signal.signal(signal.SIGTERM, lambda *_: leave())
    # Whatever is left here by a kernel or its manager goes when the worker does.
    tempfile.tempdir = tempfile.mkdtemp(prefix=FOLDER_PREFIX)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    # Of nbgrader's own tables, at every write; nothing that an instructor could act on.
    warnings.filterwarnings("ignore", message="Object of type <Submitted")
    if begin is not None:
        begin(*given)
    while True:
        try:
            name = connection.recv_bytes().decode()
            parcel = connection.recv_bytes()
        except (EOFError, OSError):
            leave(0)
        try:
            answer = b"+" + import_item(name)(parcel)
        except Exception as error:
            answer = f"-{type(error).__name__}: {error}".encode(errors="replace")
        connection.send_bytes(answer)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        leave()


def leave(status: int = 1) -> None:
    """End this worker at once, with its kernels and its scratch folder."""
    from homeroom.grading import worker

    # Who comes second would find folders half removed, and end the process too soon.
    _leaving.acquire()
    for child in children(os.getpid()):
        try:
            os.killpg(child, signal.SIGKILL)  # jupyter_client starts a kernel as a group
        except (ProcessLookupError, PermissionError):
            continue
    worker.close()
    if tempfile.tempdir is not None and FOLDER_PREFIX in tempfile.tempdir:
        shutil.rmtree(tempfile.tempdir, ignore_errors=True)
    os._exit(status)


def children(pid: int) -> list[int]:
    """List the processes that a process started, where the system has /proc."""
    found = []
    try:
        names = [name for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208
    except OSError:
        return []
    for name in names:
        try:
            with open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123
                parent = int(file.read().rsplit(b")", 1)[1].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == pid:
            found.append(int(name))
    return found
