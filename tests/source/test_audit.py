"""Do the hidden tests catch mutants of the answers? A few here, all of them in `make audit`."""

from __future__ import annotations

import pytest

from homeroom.audit.examined import Examined
from homeroom.audit.forks import streamed
from homeroom.audit.notebook import Extent, audit_notebook
from homeroom.audit.result import SURVIVED, QuestionAudit, kill_rate
from homeroom.audit.run import notebooks_of
from homeroom.audit.table import WANTED

from .conftest import ROOT

NOTEBOOKS = notebooks_of(ROOT, sorted(path.name for path in (ROOT / "source").glob("hw*")))
FEW = Extent(repetitions=0, mutants=2, variants=0)
ALL = Extent(repetitions=0, variants=0)


@pytest.mark.parametrize("extent", [FEW, pytest.param(ALL, marks=pytest.mark.slow)])
@pytest.mark.parametrize("examined", NOTEBOOKS, ids=lambda e: f"{e.assignment}/{e.name}")
def test_are_mutants_caught_or_explained(examined: Examined, extent: Extent):
    found = [
        item
        for item in streamed(lambda: audit_notebook(examined, extent))
        if isinstance(item, QuestionAudit)
    ]
    assert [question.question for question in found] == examined.coded
    survivors = [mutant.diff for question in found for mutant in question.with_fate(SURVIVED)]
    assert kill_rate(found) >= WANTED, "\n\n".join(survivors)
    assert all(question.ok for question in found), [q.question for q in found if not q.ok]
