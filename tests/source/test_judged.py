"""Do the tests of every homework come out the same apart from the answers, as at grading?"""

from __future__ import annotations

import pytest

from .judged import judged
from .test_witnesses import NAMES, NOTEBOOKS, VARIANTS


@pytest.fixture(params=NOTEBOOKS, ids=lambda n: f"{n.assignment}/{n.name}")
def notebook(request):
    return request.param


def test_does_the_reference_earn_all_points(notebook):
    verdicts = judged(notebook)
    lost = {name: "\n".join(v.traceback) for name, v in verdicts.items() if not v.passed}
    assert lost == {}


def test_does_the_untouched_release_earn_nothing(notebook):
    verdicts = judged(notebook, notebook.untouched())
    assert [name for name, verdict in verdicts.items() if verdict.passed] == []


@pytest.mark.slow
@pytest.mark.parametrize(("notebook", "variant"), VARIANTS, ids=NAMES)
def test_is_each_ready_answer_judged_as_meant(notebook, variant):
    meant = set() if variant.right else set(variant.loses or notebook.tests_of(variant.question))
    verdicts = judged(notebook, {variant.question: variant.source})
    assert {name for name, v in verdicts.items() if not v.passed} == meant, variant.about
