"""The students of the demonstration class: what each hands in and what must come of it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

from homeroom.notebooks import grade_cells, nbgrader_cells, solution_text
from homeroom.variants import Variant

Points = dict[str, float | None]


@dataclass(frozen=True)
class Homework:
    """What the demonstration needs to know of an assignment.

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


@dataclass(frozen=True)
class Student:
    """One made-up student.

    Attributes
    ----------
    id : str
        Name of the folder under ``submitted/``.
    idea : str
        What is special about this submission, in a few words.
    files : dict of str to bytes
        What is handed in, by path below ``submitted/``.
    expected : dict
        Points by grade_id; empty where nothing can be graded.
    remark : str
        Words that the report on this submission must hold; empty where nothing is to be said.
    """

    id: str
    idea: str
    files: dict[str, bytes]
    expected: Points = field(default_factory=dict)
    remark: str = ""


def make_class(homework: Homework, other: bytes | None = None) -> list[Student]:
    """A class that shows every kind of submission.

    Parameters
    ----------
    homework : Homework
    other : bytes, optional
        Notebook of another homework, to be handed in by mistake.

    Returns
    -------
    list of Student
        The reference; the untouched file; right answers in other styles; each committed mistake;
        a half-finished one; damaged, misnamed and missing files.
    """
    reference = homework.reference()
    return [
        _honest(homework, "reference", "the instructor's own answers", reference),
        _honest(homework, "untouched", "handed in as it was given out", {}),
        *_styles(homework, reference),
        *_mistakes(homework, reference),
        _half_finished(homework, reference),
        *_mishaps(homework, reference, other),
    ]


def _honest(
    homework: Homework,
    student: str,
    idea: str,
    answers: Mapping[str, str],
    lost: Iterable[str] = (),
) -> Student:
    files = {
        f"{student}/{homework.name}/{name}.ipynb": _filled(notebook, answers)
        for name, notebook in homework.released.items()
    }
    return Student(student, idea, files, homework.points(answers, lost))


def _filled(
    notebook: NotebookNode,
    answers: Mapping[str, str],
    change: Callable[[NotebookNode], None] = lambda notebook: None,
) -> bytes:
    """A released notebook with answers put in, as the bytes of a file."""
    notebook = copy.deepcopy(notebook)
    for cell in nbgrader_cells(notebook):
        meta = cell.metadata.nbgrader
        if meta.solution and meta.grade_id in answers:
            cell.source = answers[meta.grade_id]
    change(notebook)
    return nbformat.writes(notebook).encode()


def _styles(homework: Homework, reference: dict[str, str]) -> list[Student]:
    """Students whose answers are all right and all in another style."""
    by_question: dict[str, list[Variant]] = {}
    for variant in homework.variants:
        if variant.right:
            by_question.setdefault(variant.question, []).append(variant)
    students = []
    for i in range(max(map(len, by_question.values()), default=0)):
        # A question with fewer styles than others starts again with its first.
        chosen = {question: found[i % len(found)] for question, found in by_question.items()}
        answers = reference | {question: variant.source for question, variant in chosen.items()}
        idea = "other styles: " + ", ".join(v.idea.replace("_", " ") for v in chosen.values())
        students.append(_honest(homework, f"style-{i + 1}", idea, answers))
    return students


def _mistakes(homework: Homework, reference: dict[str, str]) -> list[Student]:
    """One student for each committed wrong answer; everything else is the reference."""
    students = []
    for variant in homework.variants:
        if variant.right:
            continue
        lost = variant.loses if variant.loses is not None else homework.tests_of(variant.question)
        student = f"{variant.question}-{variant.idea}".replace("_", "-")
        answers = reference | {variant.question: variant.source}
        students.append(_honest(homework, student, variant.about, answers, lost))
    return students


def _half_finished(homework: Homework, reference: dict[str, str]) -> Student:
    """Half of the coded questions answered, a scratch cell that fails, the rest untouched."""
    coded = homework.coded()
    answers = {question: reference[question] for question in coded[: (len(coded) + 1) // 2]}

    def scratch(notebook: NotebookNode) -> None:
        where = min(8, len(notebook.cells))
        notebook.cells.insert(
            where, nbformat.v4.new_code_cell("1 / 0  # trying something", id="scratch")
        )

    files = {
        f"half-finished/{homework.name}/{name}.ipynb": _filled(notebook, answers, scratch)
        for name, notebook in homework.released.items()
    }
    idea = "stopped half-way, with a cell that fails"
    return Student("half-finished", idea, files, homework.points(answers))


def _mishaps(homework: Homework, reference: dict[str, str], other: bytes | None) -> list[Student]:
    """Files that cannot be graded as they are, and one that can."""
    name, notebook = next(iter(homework.released.items()))
    complete = {n: _filled(released, reference) for n, released in homework.released.items()}
    whole = complete[name]

    def hand_in(student: str, idea: str, remark: str, file: str, content: bytes) -> Student:
        return Student(student, idea, {f"{student}/{homework.name}/{file}": content}, {}, remark)

    wanted = f"{name}.ipynb"
    students = [
        hand_in(
            "broken", "the file was cut off while saving", "JSON", wanted, whole[: len(whole) // 2]
        ),
        hand_in(
            "not-a-notebook",
            "JSON, but no notebook",
            "notebook",
            wanted,
            json.dumps({"a": 1}).encode(),
        ),
        hand_in("empty", "an empty file", "empty", wanted, b""),
        hand_in("renamed", "another file name", "rename", f"Copy_of_{wanted}", whole),
        hand_in(
            "missing",
            "a folder without the notebook",
            "missing",
            "notes.txt",
            b"I will hand in later\n",
        ),
        hand_in("ada lovelace", "a student id with a space", "student id", wanted, whole),
        hand_in("..sneaky", "a student id with two dots", "student id", wanted, whole),
    ]
    if other is not None:
        students.append(
            hand_in("mixed-up", "the file of another homework", "belongs to", wanted, other)
        )
    large = {f"large-extra/{homework.name}/{n}.ipynb": content for n, content in complete.items()}
    large[f"large-extra/{homework.name}/weights.bin"] = bytes(50_000_000)
    students.append(
        Student(
            "large-extra",
            "the reference, with a file of 50 MB beside it",
            large,
            homework.points(reference),
            "extra file",
        )
    )
    return students
