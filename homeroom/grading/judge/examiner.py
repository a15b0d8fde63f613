"""Runs tests with trusted cells and stand-ins, and says what came of each."""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import numbers
import signal
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

import numpy as np
import torch

from homeroom.grading.judge.links import link_of
from homeroom.grading.judge.names import Given, Needs, needs_of
from homeroom.grading.judge.session import Session
from homeroom.grading.judge.verdict import Verdict
from homeroom.syntax import ends_in_score, plain_python

MAX_PRINTED = 200_000
MAX_TRACEBACK = 40


class TestTimeout(BaseException):
    """The test has had its time. Not an Exception, so that no test swallows it."""


class Examiner:
    """Runs the tests of one notebook, one after another, in one namespace.

    Parameters
    ----------
    cells : sequence of Given
        The instructor's notebook.
    """

    def __init__(self, cells: Sequence[Given]) -> None:
        self._cells = list(cells)
        self._names: dict[str, Any] = {"__name__": "__main__", "display": _display}
        self._ran: set[str] = set()
        self._sources: dict[str, str] = {}
        self._needs: dict[str, Needs] = {}

    def prepare(self) -> None:
        """Do what no answer is needed for: look names up, run given cells."""
        for index, cell in enumerate(self._cells):
            if cell.is_test:
                with contextlib.suppress(Exception):  # told when the test is run
                    _ready(cell.source, cell.name)
                self._needs[cell.name] = needs = needs_of(cell.source, self._cells[:index])
                self._run_given(
                    given
                    for given in needs.run
                    if given.name not in needs.with_answers and given.name not in self._ran
                )

    def examine(self, test: str, session: Session, seconds: float) -> Verdict:
        """Run one test.

        Parameters
        ----------
        test : str
            Name of the test's cell.
        session : Session
            Reaches the student's side; ended afterwards.
        seconds : float
            Wall time that the test may take.
        """
        index = next(i for i, cell in enumerate(self._cells) if cell.name == test)
        began = time.perf_counter()
        printed = _Capped()
        before = dict(self._names)
        try:
            with _deadline(seconds), contextlib.redirect_stdout(printed), _probing(self, session):
                score = self._run(index, session)
            verdict = Verdict(True, score)
        except TestTimeout:
            limit = f"the test was stopped after {seconds:g} s"
            verdict = Verdict(False, None, "TimeoutError", limit, (f"TimeoutError: {limit}",))
        except BaseException as error:
            verdict = Verdict(
                False, None, type(error).__name__, str(error), _traceback_lines(error)
            )
        said = session.finish()
        session.close()
        self._forget_stand_ins(before)
        return Verdict(
            verdict.passed,
            verdict.score,
            verdict.ename,
            verdict.evalue,
            verdict.traceback,
            printed.getvalue() + said,
            time.perf_counter() - began,
            session.calls,
            session.finished,
        )

    def source_of(self, function: str) -> str | None:
        """The text of a function that the running test defines at its top."""
        return self._sources.get(function)

    def _run(self, index: int, session: Session) -> float | None:
        cell = self._cells[index]
        needs = self._needs.get(cell.name) or needs_of(cell.source, self._cells[:index])
        if needs.ask:
            self._names.update(session.lookup(sorted(needs.ask)))
        self._run_given(
            given
            for given in needs.run
            if given.name in needs.with_answers or given.name not in self._ran
        )
        self._sources = _ready(cell.source, cell.name).functions
        return self._execute(cell)

    def _run_given(self, cells: Iterable[Given]) -> None:
        for given in cells:
            # If it fails, the names that it should have bound are missing, as in a notebook.
            # What they print was printed in the student's notebook already.
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                self._execute(given)
                self._ran.add(given.name)

    def _execute(self, cell: Given) -> float | None:
        """Run a cell; its last value if that is a score."""
        ready = _ready(cell.source, cell.name)
        lines = ready.source.splitlines(True)
        linecache.cache[ready.file] = (len(ready.source), None, lines, ready.file)
        exec(ready.body, self._names)
        if ready.score is None:
            return None
        value = eval(ready.score, self._names)
        if isinstance(value, np.ndarray | torch.Tensor) and value.ndim == 0:
            value = value.item()
        return float(value) if isinstance(value, numbers.Real | np.bool_) else None

    def _forget_stand_ins(self, before: dict[str, Any]) -> None:
        """Drop what belongs to this session; a later test asks afresh."""
        for name, value in list(self._names.items()):
            if link_of(value) is not None or name in before and link_of(before[name]) is not None:
                del self._names[name]


@dataclass(frozen=True)
class _Ready:
    """A cell, compiled.

    Attributes
    ----------
    source, file : str
        Its text, and the name under which tracebacks find it.
    body, score : code
        What is run, and then what gives the score, if it ends in one.
    functions : dict
        Texts of the functions that it defines at its top.
    """

    source: str
    file: str
    body: CodeType
    score: CodeType | None
    functions: dict[str, str]


@lru_cache(maxsize=2_000)  # a judge's forks have what it has compiled
def _ready(source: str, name: str) -> _Ready:
    source = plain_python(source) if _parses_not(source) else source
    file = f"<{name}>"
    tree = ast.parse(source, file)
    functions = {
        node.name: ast.get_source_segment(source, node) or ""
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    last = tree.body.pop() if ends_in_score(source) else None
    score = None
    if isinstance(last, ast.Expr):
        score = compile(ast.Expression(last.value), file, "eval")
    return _Ready(source, file, compile(tree, file, "exec"), score, functions)


def _parses_not(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return True
    return False


def _traceback_lines(error: BaseException) -> tuple[str, ...]:
    lines = "".join(traceback.format_exception(error)).splitlines()
    own = [
        line for line in lines if "homeroom/grading/judge" not in line and line.strip(" ^~") != ""
    ]
    students = getattr(error, "students_traceback", "")
    if type(students) is str and students:
        own = [*own[:MAX_TRACEBACK], "", "In the student's code:", *students.splitlines()]
    return tuple(own[-2 * MAX_TRACEBACK :])


@contextlib.contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TestTimeout

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _probing(examiner: Examiner, session: Session) -> Iterator[None]:
    """Let `testing.probe` run its fixtures on the student's side."""
    from helpers import testing

    def probe(fixture: Any, /, *args: Any, **kwargs: Any) -> Any:
        name = getattr(fixture, "__name__", "")
        source = examiner.source_of(name)
        if source is None:
            raise TypeError(
                f"{name or fixture!r} is no function defined at the top of the test cell, "
                "which a fixture must be"
            )
        return session.probe(source, name, args, kwargs)

    ordinary = testing.probe
    testing.probe = probe
    try:
        yield
    finally:
        testing.probe = ordinary


def _display(*values: Any, **_: Any) -> None:
    for value in values:
        print(repr(value)[:2000])


class _Capped(io.StringIO):
    """Keeps what is printed, up to a limit."""

    def write(self, text: str) -> int:
        room = MAX_PRINTED - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)
