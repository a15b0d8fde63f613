"""What a test meets where the student's code fails."""

from __future__ import annotations

import builtins
from typing import Any

# Errors of a student's code that a test may want to catch by their own name. AssertionError is
# not among them: only the test's own assertions are verdicts.
_SAME_NAME = {
    name: getattr(builtins, name)
    for name in (
        "ArithmeticError", "AttributeError", "FloatingPointError", "ImportError", "IndexError",
        "KeyError", "LookupError", "ModuleNotFoundError", "NameError", "NotImplementedError",
        "OverflowError", "RecursionError", "RuntimeError", "TypeError", "UnboundLocalError",
        "ValueError", "ZeroDivisionError",
    )
}  # fmt: skip


class StudentError(Exception):
    """What the student's code raised, where no built-in error of that name may stand for it."""


class StudentGone(Exception):
    """The student's process has ended, does not answer in time, or answers out of form."""


def students_error(error: Any) -> Exception:
    """The error to raise for what the student's code raised."""
    error = error if type(error) is dict else {}
    name, text, trace = (
        value if type(value := error.get(key)) is str else ""
        for key in ("ename", "text", "traceback")
    )
    kind = _SAME_NAME.get(name)
    raised: Exception = kind(text) if kind else StudentError(f"{name}: {text}" if text else name)
    vars(raised)["students_traceback"] = trace
    return raised
