"""A notebook of the instructor's whose tests are to be tested, and answers to put into it."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from nbformat import NotebookNode

from homeroom.grading.judge.names import Given
from homeroom.notebooks import grade_id, homeroom_metadata, is_test, points, read_notebook
from homeroom.variants import Variant, read_variants


@dataclass(frozen=True)
class Examined:
    """One notebook of `source/` that can be run with other answers put in.

    Attributes
    ----------
    root : Path
        Folder of the course.
    assignment, name : str
    """

    root: Path
    assignment: str
    name: str

    @cached_property
    def cells(self) -> list[NotebookNode]:
        """Cells of the instructor's notebook."""
        path = self.root / "source" / self.assignment / f"{self.name}.ipynb"
        return list(read_notebook(path).cells)

    @cached_property
    def given(self) -> list[Given]:
        """The code cells as the judge gets them; kept ones are never run."""
        return [
            Given(grade_id(cell) or cell.id, cell.source, not is_answer(cell), bool(is_test(cell)))
            for cell in self.cells
            if cell.cell_type == "code" and homeroom_metadata(cell).get("at_grading") != "keep"
        ]

    @property
    def coded(self) -> list[str]:
        """Questions whose answer a test judges."""
        return [question for question in self.answers if self.tests_of(question)]

    @cached_property
    def answers(self) -> dict[str, str]:
        """The instructor's own answers, by question."""
        return {
            cell.metadata.nbgrader.grade_id: cell.source for cell in self.cells if is_answer(cell)
        }

    def untouched(self) -> dict[str, str]:
        """What stands in the answer cells when the notebook is given out."""
        path = self.root / "release" / self.assignment / f"{self.name}.ipynb"
        cells = read_notebook(path).cells
        return {cell.metadata.nbgrader.grade_id: cell.source for cell in cells if is_answer(cell)}

    @property
    def tests(self) -> list[str]:
        """All tests, in order."""
        return [cell.metadata.nbgrader.grade_id for cell in self.cells if is_test(cell)]

    def tests_of(self, question: str) -> set[str]:
        """The tests that stand between a question's answer and the next answer."""
        tests, current = set(), None
        for cell in self.cells:
            if is_answer(cell):
                current = grade_id(cell)
            elif is_test(cell) and current == question:
                tests.add(cell.metadata.nbgrader.grade_id)
        return tests

    def points_of(self, question: str) -> float:
        """What the question's tests can earn."""
        own = self.tests_of(question)
        return sum(points(cell) for cell in self.cells if grade_id(cell) in own)

    def seconds_of(self, test: str) -> float:
        """What a test may take, by its metadata."""
        cell = next(cell for cell in self.cells if grade_id(cell) == test)
        return float(homeroom_metadata(cell).get("seconds", 1))

    def variants(self) -> list[Variant]:
        """Ready answers to the notebook's questions."""
        answers = {grade_id(cell) for cell in self.cells if "nbgrader" in cell.metadata}
        found = read_variants(self.root / "tests" / "variants" / self.assignment)
        return [variant for variant in found if variant.question in answers]

    def run(self, answers: Mapping[str, str] = {}, seed: int = 0) -> dict[str, Exception | None]:
        """Run all cells but the kept ones in this process; what each one raised, if anything."""
        torch.manual_seed(seed)
        names: dict[str, Any] = {"__name__": "__main__"}
        raised: dict[str, Exception | None] = {}
        for cell in self.given:
            source = answers.get(cell.name, cell.source)
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(source, f"<{cell.name}>", "exec"), names)
                raised[cell.name] = None
            except Exception as error:
                raised[cell.name] = error
        return raised

    def lost(self, answers: Mapping[str, str] = {}, seed: int = 0) -> set[str]:
        """The tests that fail with these answers, run in this process."""
        raised = self.run(answers, seed)
        return {test for test in self.tests if raised[test] is not None}


def is_answer(cell: NotebookNode) -> bool:
    """Whether a student writes into the cell."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))
