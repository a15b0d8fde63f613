"""The audit of a course: all notebooks, and only what has changed where that is asked for."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import helpers
import homeroom
from homeroom.audit.equivalents import read_equivalents
from homeroom.audit.examined import Examined
from homeroom.audit.forks import streamed
from homeroom.audit.notebook import Done, Extent, audit_notebook, size_of
from homeroom.audit.result import QuestionAudit
from homeroom.variants import Variant

KEPT = ".audit"


def notebooks_of(root: Path, assignments: Iterable[str]) -> list[Examined]:
    """The notebooks of these assignments that have a question with a test."""
    found = [
        Examined(root, assignment, path.stem)
        for assignment in assignments
        for path in sorted((root / "source" / assignment).glob("*.ipynb"))
    ]
    return [examined for examined in found if examined.coded]


def audit(
    root: Path,
    assignments: Iterable[str],
    extent: Extent,
    *,
    changed_only: bool = False,
    on_start: Callable[[int], None] = lambda total: None,
    on_done: Callable[[str], None] = lambda label: None,
) -> list[QuestionAudit]:
    """Audit the tests of assignments.

    Parameters
    ----------
    root : Path
        Folder of the course.
    assignments : iterable of str
    extent : Extent
    changed_only : bool
        Take over what the last audit of the same extent, finished or not, found about questions
        of which neither notebook nor ready answers have changed since.
    on_start, on_done : callable
        Called with the number of trials, and with a label after each.

    Returns
    -------
    list of QuestionAudit
        In the order of the notebooks.
    """
    notebooks = notebooks_of(root, assignments)
    by_name = {(examined.assignment, examined.name): examined for examined in notebooks}
    memory = _Memory(root, extent)
    todo: dict[Examined, list[str]] = {}
    for examined in notebooks:
        known = [q for q in examined.coded if changed_only and memory.recall(examined, q)]
        todo[examined] = [q for q in examined.coded if q not in known]
    on_start(sum(size_of(examined, extent, own) for examined, own in todo.items() if own))
    found: dict[tuple[str, str, str], QuestionAudit] = {}
    for item in streamed(partial(_all, todo, extent)):
        if isinstance(item, Done):
            on_done(item.label)
        else:
            found[item.assignment, item.notebook, item.question] = item
            examined = by_name[item.assignment, item.notebook]
            memory.keep(examined, item.question, item)  # an audit that is broken off goes on here
    results = []
    for examined in notebooks:
        for question in examined.coded:
            new = found.get((examined.assignment, examined.name, question))
            result = new or memory.recall(examined, question)
            assert result is not None
            results.append(result)
    return results


def _all(todo: dict[Examined, list[str]], extent: Extent) -> Iterator[Any]:
    for examined, questions in todo.items():
        if questions:
            yield from streamed(partial(audit_notebook, examined, extent, questions))


class _Memory:
    """What earlier audits found, by digest of all that it depends on; in the course's folder."""

    def __init__(self, root: Path, extent: Extent) -> None:
        self._folder = root / KEPT
        self._extent = extent

    def recall(self, examined: Examined, question: str) -> QuestionAudit | None:
        try:
            kept: QuestionAudit = pickle.loads(self._path(examined, question).read_bytes())
            return kept
        except (FileNotFoundError, pickle.UnpicklingError, AttributeError, EOFError):
            return None

    def keep(self, examined: Examined, question: str, result: QuestionAudit) -> None:
        self._folder.mkdir(exist_ok=True)
        path = self._path(examined, question)
        for old in self._folder.glob(f"{path.stem.rpartition('.')[0]}.*"):
            old.unlink()
        path.write_bytes(pickle.dumps(result))

    def _path(self, examined: Examined, question: str) -> Path:
        """Names the question, the extent and the digest."""
        parts = [self._programs, repr(self._extent)]
        # The whole notebook: an answer may build on any other, a wrong one may spoil any later.
        parts += [f"{cell.name}\n{cell.source}" for cell in examined.given]
        parts += [f"{name}\n{text}" for name, text in examined.untouched().items()]
        parts += [_text_of(v) for v in examined.variants() if v.question == question]
        folder = examined.root / "tests" / "variants" / examined.assignment
        parts += [repr(e) for e in read_equivalents(folder) if question in e.questions]
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
        extent = hashlib.sha256(repr(self._extent).encode()).hexdigest()[:6]
        name = f"{examined.assignment}.{examined.name}.{question}.{extent}.{digest}.pickle"
        return self._folder / name

    @cached_property
    def _programs(self) -> str:
        return digest_of_programs()


def _text_of(variant: Variant) -> str:
    """Give all of a ready answer; sets are printed in another order by every process."""
    return repr((replace(variant, loses=None), variant.loses and sorted(variant.loses)))


def digest_of_programs() -> str:
    """Digest of the judge, of the audit, and of what students import."""
    digest = hashlib.sha256()
    own = Path(homeroom.__file__).parent
    folders = [own / "audit", own / "grading" / "judge", Path(helpers.__file__).parent]
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
