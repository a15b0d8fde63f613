"""What came of a test."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


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
    answers_on : bool
        Whether the student's side is there for another test.
    """

    passed: bool
    score: float | None = None
    ename: str = ""
    evalue: str = ""
    traceback: tuple[str, ...] = ()
    printed: str = ""
    seconds: float = 0.0
    calls: int = 0
    answers_on: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**asdict(self), "traceback": list(self.traceback)}
