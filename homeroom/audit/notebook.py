"""The audit of one notebook: walk through it, and try answers at every question."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import product
from typing import Any

import torch

from homeroom.audit.equivalents import read_equivalents
from homeroom.audit.examined import Examined
from homeroom.audit.forks import Overdue, cores, in_forks
from homeroom.audit.mutants import Mutant, mutants_of
from homeroom.audit.result import EQUIVALENT, KILLED, SURVIVED, Fate, Judged, QuestionAudit
from homeroom.audit.same import same_on_random_inputs
from homeroom.audit.trial import Bench
from homeroom.grading.judge.verdict import Verdict
from homeroom.kernels import large_pages
from homeroom.variants import Variant

# A test that has not ended after so many times what it may take is taken to hang.
PATIENCE = 8.0
LEAST = 20.0
BACKSTOP = 600.0


@dataclass(frozen=True)
class Extent:
    """How much is tried.

    Attributes
    ----------
    repetitions : int
        Seeds with which every witness is judged again, for each of `threads`; 0 for none.
    threads : tuple of int
    mutants, variants : int or None
        At most so many for each question, spread evenly; None for all.
    halting : bool
        Whether every witness is judged once more while its process is halted again and again.
    """

    repetitions: int = 2
    threads: tuple[int, ...] = (1, 2)
    mutants: int | None = None
    variants: int | None = None
    halting: bool = True

    @property
    def again(self) -> list[Again]:
        """How every witness is judged again."""
        seeds = range(1, self.repetitions + 1)
        found = [Again(seed, threads) for seed, threads in product(seeds, self.threads)]
        return [*found, Again(halting=True)] if self.halting else found


@dataclass(frozen=True)
class Again:
    """Under what conditions an answer is judged again."""

    seed: int = 0
    threads: int = 1
    halting: bool = False


FAST = Extent(repetitions=0, mutants=6, variants=2, halting=False)


@dataclass(frozen=True)
class Done:
    """One trial is done; for the progress bar."""

    label: str


def audit_notebook(
    examined: Examined, extent: Extent, questions: list[str] | None = None
) -> Iterator[Done | QuestionAudit]:
    """Audit the questions of a notebook; meant to run in a process of its own.

    Parameters
    ----------
    examined : Examined
    extent : Extent
    questions : list of str, optional
        Only these.

    Yields
    ------
    Done or QuestionAudit
        What is done as it is done, and at the end of each question what was found.
    """
    os.environ["HELPERS_DATA"] = "sample"
    torch.set_num_threads(1)
    # Once in this process, so that no trial spends its time on what is loaded at the first use.
    examined.run()
    _make_forks_quick()
    walk = _Walk(examined, extent)
    yield from walk.whole()
    for index, cell in enumerate(examined.given):
        if cell.name in examined.coded and (questions is None or cell.name in questions):
            yield from walk.question(cell.name)
        walk.bench.advance()
        assert walk.bench.position == index + 1


def _make_forks_quick() -> None:
    """Let forks share what is there now: few pages, and none looked through for rubbish."""
    gc.collect()
    gc.freeze()
    if sys.platform == "linux":
        large_pages.collapse()


def size_of(examined: Examined, extent: Extent, questions: list[str] | None = None) -> int:
    """How many trials the audit of a notebook makes."""
    again = len(extent.again)
    total = 2 + again
    variants = examined.variants()
    for question in questions if questions is not None else examined.coded:
        answers = _spread([v for v in variants if v.question == question], extent.variants)
        total += len(answers) * (1 + again)
        total += len(_spread(mutants_of(question, examined.answers[question]), extent.mutants))
    return total


class _Walk:
    def __init__(self, examined: Examined, extent: Extent) -> None:
        self.examined, self.extent = examined, extent
        self.bench = Bench(examined.given)
        self.variants = examined.variants()
        folder = examined.root / "tests" / "variants" / examined.assignment
        self.equivalents = read_equivalents(folder)
        self.limits = {t: max(LEAST, PATIENCE * examined.seconds_of(t)) for t in examined.tests}
        self.solution: dict[str, Verdict] = {}
        self.stub: dict[str, Verdict] = {}
        self.unsteady: set[str] = set()

    def whole(self) -> Iterator[Done]:
        """The instructor's answers and the untouched ones, over the whole notebook."""
        work: list[tuple[Any, Callable[[], Any]]] = [
            ("solution", self._judge),
            ("stub", partial(self._judge, self.examined.untouched())),
        ]
        for again in self.extent.again:
            work.append((again, partial(self._judge, **asdict(again))))
        for kind, verdicts in self._done(work):
            if kind == "stub":
                self.stub = verdicts
            elif kind == "solution":
                self.solution = verdicts
            else:
                # What the solution loses under any conditions, it should not lose.
                self.unsteady |= _lost(verdicts)
            yield Done(f"{self.examined.name} {'stub' if kind == 'stub' else 'solution'}")

    def question(self, question: str) -> Iterator[Done | QuestionAudit]:
        """Everything about one question, from the cell before its answer on."""
        own = [t for t in self.examined.tests if t in self.examined.tests_of(question)]
        lost = _lost(self.solution)
        found = QuestionAudit(
            self.examined.assignment,
            self.examined.name,
            question,
            own,
            self.examined.points_of(question),
            solution_ok=not set(own) & lost,
            stub_ok=set(own) <= _lost(self.stub),
            seconds={t: self.solution[t].seconds for t in own if t in self.solution},
            declared={t: self.examined.seconds_of(t) for t in own},
            runs=len(self.extent.again),
        )
        if set(own) & self.unsteady - lost:
            found.flips.append("solution")
        yield from self._try_variants(question, own, found)
        yield from self._try_mutants(question, own, found)
        yield found

    def _try_variants(self, question: str, own: list[str], found: QuestionAudit) -> Iterator[Done]:
        variants = [v for v in self.variants if v.question == question]
        chosen = [
            *_spread([v for v in variants if v.right], self.extent.variants),
            *_spread([v for v in variants if not v.right], self.extent.variants),
        ]
        work: list[tuple[Any, Callable[[], Any]]] = []
        for variant in chosen:
            answer = {question: variant.source}
            work.append(((variant, None), partial(self._judge, answer)))
            for again in self.extent.again:
                call = partial(self._judge, answer, own, **asdict(again))
                work.append(((variant, again), call))
        lost: dict[Variant, set[str]] = {}
        repeated: dict[Variant, list[set[str]]] = {}
        for (variant, conditions), verdicts in self._done(work):
            if conditions is None:
                lost[variant] = _lost(verdicts)
            else:
                repeated.setdefault(variant, []).append(_lost(verdicts))
            yield Done(f"{question} {variant.idea}")
        for variant in chosen:
            meant = set() if variant.right else set(variant.loses or own)
            found.answers.append(
                Judged(
                    variant.idea,
                    variant.right,
                    tuple(sorted(lost[variant])),
                    lost[variant] == meant,
                )
            )
            once = lost[variant] & set(own)
            if any(again != once for again in repeated.get(variant, [])):
                found.flips.append(variant.idea)

    def _try_mutants(self, question: str, own: list[str], found: QuestionAudit) -> Iterator[Done]:
        mutants = _spread(
            mutants_of(question, self.examined.answers[question]), self.extent.mutants
        )
        work: list[tuple[Any, Callable[[], Any]]] = [
            (m, partial(self._judge, {question: m.source}, own, stop_at_first=True))
            for m in mutants
        ]
        fates: dict[Mutant, Fate] = {}
        for mutant, verdicts in self._done(work):
            killer = min(_lost(verdicts), key=own.index, default="")
            fate = KILLED if killer else SURVIVED
            fates[mutant] = _fate(mutant, fate, killer)
            yield Done(f"{question} {mutant.operator}")
        survivors = [m for m in mutants if fates[m].fate == SURVIVED]
        for mutant in survivors:
            entry = next((e for e in self.equivalents if e.means(mutant)), None)
            if entry:
                fates[mutant] = _fate(mutant, EQUIVALENT, entry.reason)
        left = [m for m in survivors if fates[m].fate == SURVIVED]
        for mutant, count in same_on_random_inputs(self.bench, question, own, left):
            fates[mutant] = _fate(mutant, EQUIVALENT, f"the same results on {count} random inputs")
        found.mutants = [fates[mutant] for mutant in mutants]
        if self.extent.mutants is None:
            found.stale = [
                str(entry)
                for entry in self.equivalents
                if question in entry.questions and not any(map(entry.means, survivors))
            ]

    def _judge(
        self, answers: Mapping[str, str] = {}, tests: Sequence[str] | None = None, **how: Any
    ) -> dict[str, Verdict]:
        return self.bench.judged(answers, tests, seconds=self.limits, **how)

    def _done(
        self, work: list[tuple[Any, Callable[[], Any]]]
    ) -> Iterator[tuple[Any, dict[str, Verdict]]]:
        for key, result in in_forks(work, cores(), BACKSTOP):
            if isinstance(result, Overdue):
                late = f"stopped after {result.seconds:g} s"
                result = {t: Verdict(False, None, "Timeout", late) for t in self.examined.tests}
            yield key, result


def _lost(verdicts: dict[str, Verdict]) -> set[str]:
    return {test for test, verdict in verdicts.items() if not verdict.passed}


def _fate(mutant: Mutant, fate: str, by: str) -> Fate:
    return Fate(mutant.operator, mutant.line, mutant.becomes, mutant.after, mutant.diff, fate, by)


def _spread(things: list[Any], at_most: int | None) -> list[Any]:
    """So many of the things, evenly spread.

    >>> _spread([0, 1, 2, 3, 4, 5, 6, 7], 4), _spread([0, 1], None)
    ([0, 2, 4, 6], [0, 1])
    """
    if at_most is None or len(things) <= at_most:
        return things
    return [things[i * len(things) // at_most] for i in range(at_most)]
