"""The students of the demonstration class: what each hands in and what must come of it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

import nbformat
from nbformat import NotebookNode

from homeroom.demo.accidents import deal, given_name
from homeroom.demo.homework import Homework, Points
from homeroom.notebooks import nbgrader_cells
from homeroom.variants import Variant

# Each costs a submission of its own; more styles than this are left to the tests.
MOST_STYLES = 10
# With more mistakes than this, one student makes several.
MOST_ALONE = 12


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
    unrun : int
        How many lost tests the feedback must explain by an answer cell that ended with an error.
    """

    id: str
    idea: str
    files: dict[str, bytes]
    expected: Points = field(default_factory=dict)
    remark: str = ""
    unrun: int = 0


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
        The reference; the untouched file; right answers in other styles; each typical mistake;
        answer cells that break off; a half-finished one; damaged, misnamed and missing files.
    """
    reference = homework.reference()
    return [
        _honest(homework, "reference", "the instructor's own answers", reference),
        _honest(homework, "untouched", "handed in as it was given out", {}),
        *_styles(homework, reference),
        *_mistakes(homework, reference),
        *_accidents(homework, reference),
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
    for i in range(min(MOST_STYLES, max(map(len, by_question.values()), default=0))):
        # A question with fewer styles than others starts again with its first.
        chosen = {question: found[i % len(found)] for question, found in by_question.items()}
        answers = reference | {question: variant.source for question, variant in chosen.items()}
        idea = "other styles: " + ", ".join(v.idea.replace("_", " ") for v in chosen.values())
        students.append(_honest(homework, f"style-{i + 1}", idea, answers))
    return students


def _mistakes(homework: Homework, reference: dict[str, str]) -> list[Student]:
    """Students with the typical wrong answers (all, if none is marked); the rest is the reference.

    One for each, if there are few. Of many, each student gets one to every question that still
    has some: what is lost must then be just these questions, all of them.
    """
    wrong = [variant for variant in homework.variants if not variant.right]
    wrong = [variant for variant in wrong if variant.typical] or wrong
    if len(wrong) <= MOST_ALONE:
        return [_mistaken(homework, reference, _hyphened(v), [v]) for v in wrong]
    by_question: dict[str, list[Variant]] = {}
    for variant in wrong:
        by_question.setdefault(variant.question, []).append(variant)
    rounds = zip_longest(*by_question.values())
    return [
        _mistaken(homework, reference, f"mistakes-{number}", [v for v in dealt if v is not None])
        for number, dealt in enumerate(rounds, 1)
    ]


def _mistaken(
    homework: Homework, reference: dict[str, str], student: str, mistakes: list[Variant]
) -> Student:
    answers, lost = dict(reference), list[str]()
    for variant in mistakes:
        answers[variant.question] = variant.source
        tests = homework.tests_of(variant.question)
        lost += tests if variant.loses is None else variant.loses
    about = [v.about if len(mistakes) == 1 else _hyphened(v) for v in mistakes]
    return _honest(homework, student, ", ".join(about), answers, lost)


def _hyphened(variant: Variant) -> str:
    return f"{variant.question}-{variant.idea}".replace("_", "-")


def _accidents(homework: Homework, reference: dict[str, str]) -> list[Student]:
    """Students with answer cells that break off: each costs its own question only."""
    students = []
    for number, accidents in enumerate(deal(homework.coded()), 1):
        answers, lost = dict(reference), []
        for question, accident in accidents.items():
            given = given_name(homework.notebook_of(question))
            answers[question] = accident.before(reference[question], given)
            lost += homework.tests_of(question)
        idea = ", ".join(accident.idea for accident in accidents.values())
        student = _honest(homework, f"accident-{number}", idea, answers, lost)
        students.append(replace(student, unrun=len(lost)))
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
