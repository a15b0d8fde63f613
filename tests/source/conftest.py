"""Running a homework's cells in this process, and its tests the way grading runs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from homeroom.audit.examined import Examined, is_answer
from homeroom.notebooks import grade_id, is_visible_check

ROOT = Path(__file__).parents[2]


class Notebook(Examined):
    """One notebook of this course's `source/`."""

    def __init__(self, assignment: str, name: str) -> None:
        super().__init__(ROOT, assignment, name)

    def checks_of(self, question: str) -> set[str]:
        """The visible checks, for no points, between a question's answer and the next answer."""
        checks, current = set(), None
        for cell in self.cells:
            if is_answer(cell):
                current = grade_id(cell)
            elif current == question and is_visible_check(cell):
                checks.add(cell.metadata.nbgrader.grade_id)
        return checks


@pytest.fixture(autouse=True)
def one_thread_and_the_sample(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in grading: one thread, the embedded sample, no network."""
    monkeypatch.setenv("HELPERS_DATA", "sample")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
    # A wrong answer may have switched them off for good.
    torch.set_grad_enabled(True)
