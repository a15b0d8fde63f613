"""Tests are judged apart from the student's kernel, where the course asks for it.

With `c.ExecuteUnlessKept.verdicts = "judge"` a test cell is not run in the kernel: the kernel only
answers the questions of a judge (:mod:`homeroom.grading.judge`), in a fork of its own for each test
or for several that follow each other. "kernel" runs tests as nbgrader does, for courses whose
tests were not written for this.
"""

from __future__ import annotations

import copy
import secrets
import socket
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from traitlets import Enum

from homeroom.grading.defining import can_run_first
from homeroom.grading.judge.branches import branch
from homeroom.grading.judge.errors import StudentGone
from homeroom.grading.judge.handle import Judge, JudgeGone
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.verdict import Verdict
from homeroom.grading.judge.worker_side import Asked, WorkerSide, request
from homeroom.grading.surviving import SurvivingExecute
from homeroom.kernels import wire
from homeroom.kernels.client import Template
from homeroom.kernels.limits import Limits
from homeroom.kernels.places import OWN
from homeroom.kernels.prepared import folder_of
from homeroom.kernels.provisioner import WarmProvisioner
from homeroom.notebooks import grade_id, is_test, shared_times

Converted = tuple[NotebookNode, dict[str, Any]]

NOT_JUDGED = "this test could not be judged; grade the submission again"
DEFAULT_SECONDS = 120
# What the kernel's own time for a question is longer than the judge's.
MARGIN = 2.0


class JudgingExecute(SurvivingExecute):
    """Run a notebook whose tests are judged from outside."""

    verdicts = Enum(
        ["kernel", "judge"],
        default_value="kernel",
        help="Where tests run: in the student's kernel, or in a process without student code.",
    ).tag(config=True)

    _side: WorkerSide | None = None
    _judged: frozenset[str] = frozenset()
    _seeds: Mapping[str, int] = {}
    _tests_at_once = 1

    def begin_judging(self, instructors: NotebookNode | None, kept: Iterable[str]) -> None:
        """Take the tests and the given cells from the instructor's notebook."""
        self.end_judging()
        if instructors is None or self.verdicts != "judge":
            return
        cells = given_cells(instructors, frozenset(kept))
        self._judged = frozenset(cell.name for cell in cells if cell.is_test)
        # From the whole test, which students do not know: what it draws cannot be foreseen.
        self._seeds = {c.name: zlib.crc32(c.source.encode()) for c in cells if c.is_test}
        if self._judged:
            self._side = WorkerSide(cells, self._judge_of)

    def end_judging(self) -> None:
        """Let the judge go."""
        if self._side is not None:
            self._side.close()
        self._side, self._judged = None, frozenset()
        self._verdicts: dict[str, tuple[Verdict, dict[str, str] | None]] = {}
        self._ran_first: set[int] = set()

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> Converted:
        """Run one cell in the kernel, or have it judged."""
        if index in self._ran_first:
            return cell, self.resources
        if self._is_judged(cell) and str(grade_id(cell)) not in self._verdicts:
            self._run_first(index, resources)
        if not self._is_judged(cell) or self._stopped:
            return super().preprocess_cell(cell, resources, index)
        name, asked = str(grade_id(cell)), None
        if name not in self._verdicts:
            asked = copy.deepcopy(cell)
            self._judge(cell, asked, resources, index)
        verdict, times = self._verdicts.pop(name)
        if verdict.ename == StudentGone.__name__ and not self._just_had_an_accident(name):
            self.accidents.append({"cell": name, "what": verdict.evalue})
        cell.outputs = outputs_of(verdict)
        if times:
            cell.metadata["execution"] = from_dict(times)
        if asked is not None and not verdict.passed:
            accident = [o for o in asked.outputs if o.get("ename") == "KernelError"]
            cell.outputs = accident or cell.outputs
        self.on_cell_executed(
            cell=cell, cell_index=index, execute_reply={"content": reply_of(verdict)}
        )
        return cell, self.resources

    def _is_judged(self, cell: NotebookNode) -> bool:
        return self._side is not None and grade_id(cell) in self._judged and is_test(cell)

    def _judge(
        self, cell: NotebookNode, asked: NotebookNode, resources: dict[str, Any], index: int
    ) -> None:
        """Have a test judged, and those right behind it; keep the verdicts and their times."""
        assert self._side is not None
        tests = [self._asked(one) for one in self._tests_from(index)]
        path, inside = self._meeting_place()
        asked.source, asked.outputs = request(inside), []
        self._tests_at_once = len(tests)
        try:
            verdicts = self._side.examine(
                tests, path, lambda: self._ask(asked, resources, index), self._interrupt
            )
        except JudgeGone as error:
            self.log.warning("Cell %s: %s", grade_id(cell), error)
            self.accidents.append({"cell": grade_id(cell), "what": NOT_JUDGED})
            line = f"JudgeGone: {NOT_JUDGED}"
            verdicts = [Verdict(False, None, "JudgeGone", NOT_JUDGED, (line,))]
        finally:
            self._tests_at_once = 1
            self.nb.cells[index] = cell
        seconds = [verdict.seconds for verdict in verdicts]
        times = shared_times(asked.metadata.get("execution", {}), seconds)
        for test, verdict, took in zip_longest(tests[: len(verdicts)], verdicts, times):
            self._verdicts[test.test] = verdict, took

    def _run_first(self, index: int, resources: dict[str, Any]) -> None:
        """Run those cells behind a test that can as well stand before it."""
        waiting: list[int] = []
        for number in range(index + 1, len(self.nb.cells)):
            cell = self.nb.cells[number]
            if self._is_judged(cell):
                for definition in waiting:
                    self.preprocess_cell(self.nb.cells[definition], resources, definition)
                self._ran_first.update(waiting)
                waiting = []
            elif self._is_run(number):
                if not self._can_run_first(number):
                    return
                waiting.append(number)

    def _can_run_first(self, index: int) -> bool:
        """Whether no cell before this one can tell that it has been run."""
        code = [cell.source for cell in self.nb.cells[: index + 1] if cell.cell_type == "code"]
        return can_run_first(code[-1], code[:-1])

    def _tests_from(self, index: int) -> Iterator[NotebookNode]:
        """Give a test and those behind it, up to the next cell that is to be run."""
        for number in range(index, len(self.nb.cells)):
            if self._is_judged(self.nb.cells[number]):
                yield self.nb.cells[number]
            elif self._is_run(number) and number not in self._ran_first:
                return

    def _is_run(self, index: int) -> bool:
        """Whether a cell is run in the kernel."""
        cell = self.nb.cells[index]
        return bool(
            cell.cell_type == "code" and cell.source.strip() and not self._is_left_out(index)
        )

    def _is_left_out(self, index: int) -> bool:
        """Whether a cell is not run."""
        return False

    def _asked(self, cell: NotebookNode) -> Asked:
        name = str(grade_id(cell))
        seconds = max(1.0, (self._get_timeout(cell) or DEFAULT_SECONDS) - MARGIN)
        return Asked(name, seconds, self._seeds[name])

    def _just_had_an_accident(self, name: str) -> bool:
        return bool(self.accidents) and self.accidents[-1]["cell"] == name

    def _ask(self, asked: NotebookNode, resources: dict[str, Any], index: int) -> None:
        """Run the request in the kernel; the copy that was run has its outputs afterwards."""
        done, _ = super().preprocess_cell(asked, resources, index)
        if done is not asked:
            asked.outputs, asked.metadata = done.outputs, done.metadata

    def _meeting_place(self) -> tuple[Path, str]:
        """Where a fork of the kernel finds the judge: seen from here, and from the kernel."""
        name = f"judge-{secrets.token_hex(4)}"
        provisioner = getattr(self.km, "provisioner", None)
        if not isinstance(provisioner, WarmProvisioner):
            path = Path(tempfile.gettempdir()) / name
            return path, str(path)
        folder = folder_of(provisioner.connection_info)
        boxed = provisioner.isolation == "box"
        return folder / name, f"{OWN if boxed else folder}/{name}"

    def _interrupt(self) -> None:
        """Interrupt the kernel; called from the thread that has the verdict."""
        import asyncio

        if self.km is not None:
            asyncio.run(self.km.interrupt_kernel())

    def _judge_of(self, cells: Sequence[Given]) -> Judge:
        provisioner = getattr(self.km, "provisioner", None)
        if not isinstance(provisioner, WarmProvisioner):
            return branch(cells, None, Judge.spawn)
        isolation = provisioner.isolation
        return branch(cells, isolation, lambda: self._fork_judge(isolation))

    def _fork_judge(self, isolation: str) -> Judge:
        template = Template.shared(isolation)
        fork = template.fork("judge", Limits())
        ours, theirs = socket.socketpair()
        with theirs:
            wire.send(fork.handover, {"begin": True}, [theirs.fileno()])
        return Judge(ours, fork.close)


def given_cells(instructors: NotebookNode, kept: frozenset[str] = frozenset()) -> list[Given]:
    """The code cells of the instructor's notebook as a judge needs them; kept ones are left out."""
    return [
        Given(
            grade_id(cell) or cell.get("id", f"cell-{number}"),
            cell.source,
            trusted=not cell.metadata.get("nbgrader", {}).get("solution", False),
            is_test=is_test(cell),
        )
        for number, cell in enumerate(instructors.cells)
        if cell.cell_type == "code" and grade_id(cell) not in kept
    ]


def outputs_of(verdict: Verdict) -> list[NotebookNode]:
    """What a person sees under a judged test."""
    outputs = []
    if verdict.printed:
        outputs.append(new_output("stream", name="stdout", text=verdict.printed))
    if not verdict.passed:
        outputs.append(new_output("error", **_error(verdict)))
    elif verdict.score is not None:
        data = {"text/plain": repr(verdict.score)}
        outputs.append(new_output("execute_result", data=data, execution_count=None))
    return outputs


def reply_of(verdict: Verdict) -> dict[str, Any]:
    """A verdict in the words of a kernel's reply."""
    if verdict.passed:
        return {"status": "ok"}
    return {"status": "error", **_error(verdict)}


def _error(verdict: Verdict) -> dict[str, Any]:
    lines = list(verdict.traceback) or [f"{verdict.ename}: {verdict.evalue}"]
    return {"ename": verdict.ename, "evalue": verdict.evalue, "traceback": lines}
