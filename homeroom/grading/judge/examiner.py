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
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch

from homeroom.grading.judge.links import link_of
from homeroom.grading.judge.names import Given, Needs, needs_of
from homeroom.grading.judge.session import Session
from homeroom.syntax import ends_in_score, parse, plain_python

MAX_PRINTED = 200_000
MAX_TRACEBACK = 40


@dataclass(frozen=True)
class Verdict:
    """What came of one test.

    Attributes
    ----------
    passed : bool
    score : float or None
        Partial credit, where the test ends in a number.
    ename, evalue : str
        The error that ended it; empty where it passed.
    traceback : tuple of str
        Lines for the person who grades; the student's own frames, if it was the student's error.
    printed : str
        What the test and then the student's code printed.
    seconds : float
    calls : int
        How often the student's side was asked to run something.
    """

    passed: bool
    score: float | None = None
    ename: str = ""
    evalue: str = ""
    traceback: tuple[str, ...] = ()
    printed: str = ""
    seconds: float = 0.0
    calls: int = 0

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**asdict(self), "traceback": list(self.traceback)}


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
        tree = parse(cell.source)
        self._sources = _functions(cell.source, tree)
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
        source = plain_python(cell.source) if _parses_not(cell.source) else cell.source
        file = f"<{cell.name}>"
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        tree = ast.parse(source, file)
        last = tree.body.pop() if ends_in_score(source) else None
        exec(compile(tree, file, "exec"), self._names)
        if not isinstance(last, ast.Expr):
            return None
        value = eval(compile(ast.Expression(last.value), file, "eval"), self._names)
        if isinstance(value, np.ndarray | torch.Tensor) and value.ndim == 0:
            value = value.item()
        return float(value) if isinstance(value, numbers.Real | np.bool_) else None

    def _forget_stand_ins(self, before: dict[str, Any]) -> None:
        """Drop what belongs to this session; a later test asks afresh."""
        for name, value in list(self._names.items()):
            if link_of(value) is not None or name in before and link_of(before[name]) is not None:
                del self._names[name]


def _functions(source: str, tree: ast.Module | None) -> dict[str, str]:
    if tree is None:
        return {}
    return {
        node.name: ast.get_source_segment(source, node) or ""
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


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
