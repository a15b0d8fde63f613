"""What came of an attack, found in what grading left behind."""

import contextlib
import re
import socket
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from homeroom.notebooks import NotebookError, read_notebook
from homeroom.outputs import text_of

PORT = 47123
ABSTRACT = "\0homeroom-attacks"
SECRET = re.compile(r"secret-of-the-[a-z]+")
BOAST = re.compile(r"ATTACK WORKED[^\n\"'\\]*")
LIVE = re.compile(r"<script>attack\(|<img[^>]*onerror=attack|<svg[^>]*onload='?attack", re.I)
PICKLED = Path("/tmp/homeroom-attack-pickle")


def in_graded_copy(folder: Path) -> list[str]:
    """Secrets and boasts in what student code has shown or written; tests' own text is no secret.

    Tracebacks are left out: they repeat the test, and no student sees them as they are.
    """
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > 50_000_000:
            continue
        if path.suffix != ".ipynb":
            found += _told(path.read_bytes().decode("utf-8", "replace"))
            continue
        with contextlib.suppress(NotebookError):
            for cell in read_notebook(path).cells:
                for output in cell.get("outputs", []):
                    if output.output_type != "error":
                        found += _told(text_of(output))
    return sorted(set(found))


def in_feedback(folder: Path) -> list[str]:
    """Secrets and live scripts on the pages that a student gets."""
    found = []
    for path in sorted(folder.glob("*.html")):
        page = path.read_text(encoding="utf-8", errors="replace")
        found += SECRET.findall(page) + ["a live script"] * bool(LIVE.search(page))
    return sorted(set(found))


def _told(text: str) -> list[str]:
    return SECRET.findall(text) + BOAST.findall(text)


def points_in_gradebook(path: Path) -> dict[str, dict[str, float]]:
    """All that counts, by student and test: automatic, manual and extra points."""
    query = """
        SELECT student_id, base_cell.name, auto_score, manual_score, extra_credit
        FROM grade JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
        JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
        JOIN base_cell ON grade.cell_id = base_cell.id"""
    table: dict[str, dict[str, float]] = {}
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        for student, cell, auto, manual, extra in database.execute(query):
            points = (auto if manual is None else manual) or 0.0
            table.setdefault(student, {})[cell] = points + (extra or 0.0)
    return table


@dataclass
class Listener:
    """A server on this machine that no submission should reach."""

    heard: list[str] = field(default_factory=list)


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    """Serve a secret over TCP and a socket without a path; note what datagrams say."""
    listener, stop = Listener(), threading.Event()
    sockets = [socket.create_server(("127.0.0.1", PORT)), socket.socket(socket.AF_UNIX)]
    sockets[1].bind(ABSTRACT)
    sockets[1].listen()
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(("127.0.0.1", PORT))

    def serve(server: socket.socket) -> None:
        server.settimeout(0.2)
        while not stop.is_set():
            with contextlib.suppress(OSError):
                link, _ = server.accept()
                with link:
                    link.settimeout(1)
                    link.sendall(b"secret-of-the-network")
                    listener.heard.append(link.recv(1000).decode("utf-8", "replace"))

    def hear() -> None:
        datagrams.settimeout(0.2)
        while not stop.is_set():
            with contextlib.suppress(OSError):
                listener.heard.append(datagrams.recv(1000).decode("utf-8", "replace"))

    threads = [threading.Thread(target=serve, args=(s,)) for s in sockets]
    threads.append(threading.Thread(target=hear))
    for thread in threads:
        thread.start()
    try:
        yield listener
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        for one in (*sockets, datagrams):
            one.close()
