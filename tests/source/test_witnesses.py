"""Three witnesses for every question of every homework: what is right, untouched, wrong."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from homeroom.notebooks import homeroom_metadata

from .conftest import ROOT, Notebook

NOTEBOOKS = [
    Notebook(path.parent.name, path.stem) for path in sorted((ROOT / "source").glob("hw*/*.ipynb"))
]
VARIANTS = [(notebook, variant) for notebook in NOTEBOOKS for variant in notebook.variants()]
NAMES = [f"{n.assignment}:{v.question}:{v.idea}" for n, v in VARIANTS]

FEW, MANY = range(2), range(2, 20)


def seeds(few: range, many: range) -> list:
    return [*few, *(pytest.param(seed, marks=pytest.mark.slow) for seed in many)]


@pytest.fixture(params=NOTEBOOKS, ids=lambda n: f"{n.assignment}/{n.name}")
def notebook(request) -> Notebook:
    return request.param


@pytest.mark.parametrize("seed", seeds(FEW, MANY))
def test_does_the_reference_earn_all_points_and_need_no_kept_cell(notebook, seed):
    raised = {name: error for name, error in notebook.run(seed=seed).items() if error is not None}
    assert raised == {}


def test_does_the_untouched_release_earn_nothing(notebook):
    assert notebook.lost(notebook.untouched()) == set(notebook.tests)


def judged_as_meant(notebook: Notebook, variant, seed: int) -> None:
    answers = {variant.question: variant.source}
    if notebook.tests_of(variant.question):
        meant = (
            set() if variant.right else set(variant.loses or notebook.tests_of(variant.question))
        )
        assert notebook.lost(answers, seed) == meant, variant.about
    else:
        # An optional part has no points to lose: its visible check complains, and no other cell.
        meant = set() if variant.right else notebook.checks_of(variant.question)
        assert variant.right or meant, f"{variant.question} has no test or check"
        raised = {name for name, error in notebook.run(answers, seed).items() if error is not None}
        assert raised == meant, variant.about


def quick_ones() -> set[int]:
    """What `make test` tries: typical mistakes, and two styles of each right answer."""
    styles: Counter[tuple[str, str]] = Counter()
    quick = set()
    for number, (notebook, variant) in enumerate(VARIANTS):
        styles[notebook.name, variant.question] += variant.right
        if variant.typical or (variant.right and styles[notebook.name, variant.question] <= 2):
            quick.add(number)
    return quick


QUICK = quick_ones()
READY = [
    pytest.param(*found, id=name, marks=[] if number in QUICK else pytest.mark.slow)
    for number, (found, name) in enumerate(zip(VARIANTS, NAMES, strict=True))
]


@pytest.mark.parametrize(("notebook", "variant"), READY)
@pytest.mark.parametrize("seed", seeds(range(1), range(1, 3)))
def test_is_each_ready_answer_judged_as_meant(notebook, variant, seed):
    judged_as_meant(notebook, variant, seed)


def test_does_every_ready_answer_belong_to_a_question():
    for folder in sorted({ROOT / "tests" / "variants" / n.assignment for n in NOTEBOOKS}):
        known = {v.question for n, v in VARIANTS if n.assignment == folder.name}
        files = [path for path in folder.rglob("*.py") if path.stem.partition("__")[0] not in known]
        assert files == []


def test_does_no_test_say_how_long_it_takes_beyond_what_is_allowed(notebook):
    for cell in notebook.cells:
        assert homeroom_metadata(cell).get("seconds", 0) <= 5, cell.id


def listed_mistakes(assignment: str) -> Counter[str]:
    """Wrong answers of a homework, by question."""
    return Counter(v.question for n, v in VARIANTS if n.assignment == assignment and not v.right)


def test_has_every_coded_question_a_wrong_answer(notebook):
    wrong = listed_mistakes(notebook.assignment)
    for question in notebook.coded:
        assert wrong[question], (
            f"tests/variants/{notebook.assignment}/wrong has none for {question}"
        )


def test_are_ready_answers_named_after_their_idea():
    for path in Path(ROOT / "tests" / "variants").rglob("*.py"):
        assert re.fullmatch(r"[a-z][a-z0-9_]*__[a-z0-9_]+", path.stem), path
