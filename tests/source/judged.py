"""Running a homework's tests the way they are run at grading: apart from the answers."""

from __future__ import annotations

from collections.abc import Mapping

from homeroom.audit.trial import Bench
from homeroom.grading.judge.verdict import Verdict

from .conftest import Notebook


def judged(
    notebook: Notebook, answers: Mapping[str, str] = {}, seed: int = 0
) -> dict[str, Verdict]:
    """Run the answers in a process of their own and judge them from this one."""
    return Bench(notebook.given).judged(answers, seed=seed)
