"""Running a homework's cells in this process, the way grading runs them."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
import torch

from homeroom.notebooks import homeroom_metadata, is_test, read_notebook
from homeroom.variants import Variant, read_variants

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Notebook:
    """One notebook of `source/` that can be run with other answers put in."""

    assignment: str
    name: str

    @cached_property
    def cells(self):
        return read_notebook(ROOT / "source" / self.assignment / f"{self.name}.ipynb").cells

    @property
    def coded(self) -> list[str]:
        """Questions whose answer a test judges."""
        answers = [c.metadata.nbgrader.grade_id for c in self.cells if _is_answer(c)]
        return [question for question in answers if self.tests_of(question)]

    def untouched(self) -> dict[str, str]:
        """What stands in the answer cells when the notebook is given out."""
        path = ROOT / "release" / self.assignment / f"{self.name}.ipynb"
        cells = read_notebook(path).cells
        return {c.metadata.nbgrader.grade_id: c.source for c in cells if _is_answer(c)}

    @property
    def tests(self) -> list[str]:
        return [c.metadata.nbgrader.grade_id for c in self.cells if is_test(c)]

    def tests_of(self, question: str) -> set[str]:
        """The tests that stand between a question's answer and the next answer."""
        tests, current = set(), None
        for cell in self.cells:
            meta = cell.metadata.get("nbgrader")
            if meta and meta.solution:
                current = meta.grade_id
            elif is_test(cell) and current == question:
                tests.add(meta.grade_id)
        return tests

    def variants(self) -> list[Variant]:
        answers = {c.metadata.nbgrader.grade_id for c in self.cells if "nbgrader" in c.metadata}
        found = read_variants(ROOT / "tests" / "variants" / self.assignment)
        return [variant for variant in found if variant.question in answers]

    def run(self, answers: Mapping[str, str] = {}, seed: int = 0) -> dict[str, Exception | None]:
        """Run all cells but the kept ones; what each cell with a grade_id raised, if anything."""
        torch.manual_seed(seed)
        names: dict = {"__name__": "__main__"}
        raised: dict[str, Exception | None] = {}
        for cell in self.cells:
            if cell.cell_type != "code" or homeroom_metadata(cell).get("at_grading") == "keep":
                continue
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", cell.id)
            source = answers.get(grade_id, cell.source)
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(source, f"<{grade_id}>", "exec"), names)
                raised[grade_id] = None
            except Exception as error:
                raised[grade_id] = error
        return raised

    def lost(self, answers: Mapping[str, str] = {}, seed: int = 0) -> set[str]:
        """The tests that fail with these answers."""
        raised = self.run(answers, seed)
        return {test for test in self.tests if raised[test] is not None}


def _is_answer(cell) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


@pytest.fixture(autouse=True)
def one_thread_and_the_sample(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in grading: one thread, the embedded sample, no network."""
    monkeypatch.setenv("HELPERS_DATA", "sample")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
