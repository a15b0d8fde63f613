"""What the demonstration needs to know of a homework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from homeroom.notebooks import grade_cells, grade_ids, nbgrader_cells, solution_text
from homeroom.variants import Variant

Points = dict[str, float | None]


@dataclass(frozen=True)
class Homework:
    """An assignment: its notebooks and ready answers.

    Attributes
    ----------
    name : str
        Assignment, for instance ``"hw01"``.
    source, released : dict of str to NotebookNode
        The instructor's and the students' notebooks by name.
    variants : list of Variant
        Ready answers, right and wrong.
    """

    name: str
    source: dict[str, NotebookNode]
    released: dict[str, NotebookNode]
    variants: list[Variant]

    def reference(self) -> dict[str, str]:
        """The instructor's answer to every question, by grade_id."""
        return {
            cell.metadata.nbgrader.grade_id: solution_text(cell.source)
            for notebook in self.source.values()
            for cell in nbgrader_cells(notebook)
            if cell.metadata.nbgrader.solution
        }

    def points(self, answers: Mapping[str, str], lost: Iterable[str] = ()) -> Points:
        """What a submission must get: None where a person grades, zero where nothing was answered.

        Parameters
        ----------
        answers : mapping
            Answers by grade_id of the answer cell.
        lost : iterable of str
            Test cells that must be lost although their question was answered.
        """
        table: Points = {}
        for notebook in self.source.values():
            question = None
            for cell in nbgrader_cells(notebook):
                meta = cell.metadata.nbgrader
                if meta.solution:
                    question = meta.grade_id
                if not meta.grade:
                    continue
                answered = question in answers
                if meta.solution:
                    table[meta.grade_id] = None if answered else 0.0
                else:
                    table[meta.grade_id] = float(meta.points) if answered else 0.0
        for grade_id in lost:
            table[grade_id] = 0.0
        return table

    def tests_of(self, question: str) -> list[str]:
        """Test cells that stand between a question's answer cell and the next one."""
        for notebook in self.source.values():
            found, tests = False, []
            for cell in nbgrader_cells(notebook):
                meta = cell.metadata.nbgrader
                if meta.solution:
                    found = meta.grade_id == question
                elif meta.grade and found:
                    tests.append(meta.grade_id)
            if tests:
                return tests
        return []

    def notebook_of(self, question: str) -> NotebookNode:
        """The instructor's notebook that asks a question."""
        return next(nb for nb in self.source.values() if question in grade_ids(nb))

    def max_points(self) -> float:
        """Points of the whole assignment."""
        return sum(
            float(cell.metadata.nbgrader.points)
            for notebook in self.source.values()
            for cell in grade_cells(notebook)
        )

    def coded(self) -> list[str]:
        """Questions whose answer a test judges."""
        return [question for question in self.reference() if self.tests_of(question)]
