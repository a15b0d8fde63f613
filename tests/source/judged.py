"""Running a homework's tests the way they are run at grading: apart from the answers."""

from __future__ import annotations

import contextlib
import io
import linecache
import os
import signal
import socket
import time
from collections.abc import Mapping

import torch

from homeroom.grading.judge.examiner import Examiner, Verdict
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.session import Session
from homeroom.grading.judge.student_side import serve
from homeroom.notebooks import homeroom_metadata, is_test

from .conftest import Notebook

SECONDS = 60.0


def given_cells(notebook: Notebook) -> list[Given]:
    """The notebook's cells as the judge gets them: kept ones are never run."""
    return [
        Given(
            cell.metadata.get("nbgrader", {}).get("grade_id", cell.id),
            cell.source,
            not cell.metadata.get("nbgrader", {}).get("solution", False),
            is_test(cell),
        )
        for cell in notebook.cells
        if cell.cell_type == "code" and homeroom_metadata(cell).get("at_grading") != "keep"
    ]


def judged(
    notebook: Notebook, answers: Mapping[str, str] = {}, seed: int = 0
) -> dict[str, Verdict]:
    """Run the answers in a process of their own and judge them from this one."""
    cells = given_cells(notebook)
    links = {cell.name: socket.socketpair() for cell in cells if cell.is_test}
    child = os.fork()
    if child == 0:
        try:
            os.setpgid(0, 0)
            _be_the_student(cells, answers, links, seed)
        finally:
            os._exit(0)
    examiner, verdicts = Examiner(cells), {}
    try:
        for name, (ours, theirs) in links.items():
            theirs.close()
            torch.manual_seed(seed)
            session = Session(ours, time.monotonic() + SECONDS)
            verdicts[name] = examiner.examine(name, session, SECONDS)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return verdicts


def _be_the_student(cells, answers, links, seed: int) -> None:
    torch.manual_seed(seed)
    names: dict = {"__name__": "__main__"}
    for ours, _ in links.values():
        ours.close()
    for cell in cells:
        if cell.is_test:
            if os.fork() == 0:
                serve(links[cell.name][1], names)
                os._exit(0)
            os.wait()
            continue
        source, file = answers.get(cell.name, cell.source), f"<{cell.name}>"
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(source, file, "exec"), names)
