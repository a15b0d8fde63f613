"""What an audit found, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

KILLED, SURVIVED, EQUIVALENT = "killed", "survived", "equivalent"


@dataclass(frozen=True)
class Fate:
    """What became of a mutant.

    Attributes
    ----------
    operator, line, becomes, after, diff : str
    fate : str
        "killed", "survived" or "equivalent".
    by : str
        The test that killed it, or why it counts as equivalent.
    """

    operator: str
    line: str
    becomes: str
    after: str
    diff: str
    fate: str
    by: str = ""


@dataclass(frozen=True)
class Judged:
    """A ready answer and what it lost; `as_meant` says whether that is what it should lose."""

    idea: str
    right: bool
    lost: tuple[str, ...]
    as_meant: bool


@dataclass
class QuestionAudit:
    """What was found about the tests of one answer cell.

    Attributes
    ----------
    assignment, notebook, question : str
    tests : list of str
        The test cells that judge it.
    points : float
    solution_ok, stub_ok : bool
        The instructor's answer earns all, the released cell nothing.
    answers : list of Judged
        The ready answers.
    mutants : list of Fate
    flips : list of str
        Answers whose verdict was not the same under every seed and number of threads.
    runs : int
        Repetitions that were compared.
    seconds : dict
        Wall time of each test on the instructor's answer.
    declared : dict
        What each test may take.
    stale : list of str
        Entries of equivalent.toml that mean no surviving mutant.
    """

    assignment: str
    notebook: str
    question: str
    tests: list[str]
    points: float
    solution_ok: bool = True
    stub_ok: bool = True
    answers: list[Judged] = field(default_factory=list)
    mutants: list[Fate] = field(default_factory=list)
    flips: list[str] = field(default_factory=list)
    runs: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    declared: dict[str, float] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)

    def with_fate(self, fate: str) -> list[Fate]:
        """The mutants with this fate."""
        return [mutant for mutant in self.mutants if mutant.fate == fate]

    def ready(self, right: bool) -> list[Judged]:
        """The right or the wrong ready answers."""
        return [answer for answer in self.answers if answer.right is right]

    @property
    def leaks_to(self) -> list[str]:
        """Tests of other questions that a ready answer to this one loses."""
        lost = {test for answer in self.answers for test in answer.lost}
        return sorted(lost - set(self.tests))

    @property
    def slow(self) -> list[str]:
        """Tests that take longer than their metadata allow."""
        return [test for test, s in self.seconds.items() if s > self.declared.get(test, 1.0)]

    @property
    def ok(self) -> bool:
        """Whether nothing but survivors stands against the tests."""
        return (
            self.solution_ok
            and self.stub_ok
            and all(answer.as_meant for answer in self.answers)
            and not self.flips
            and not self.stale
        )

    def as_json(self) -> dict[str, Any]:
        """The keys that `homeroom audit --json` writes for a question."""
        right, wrong = self.ready(True), self.ready(False)
        return {
            "assignment": self.assignment,
            "notebook": self.notebook,
            "grade_id": self.question,
            "tests": self.tests,
            "points": self.points,
            "solution_ok": self.solution_ok,
            "stub_ok": self.stub_ok,
            "right_accepted": sum(answer.as_meant for answer in right),
            "right_total": len(right),
            "wrong_rejected": sum(answer.as_meant for answer in wrong),
            "wrong_total": len(wrong),
            "mutants_killed": len(self.with_fate(KILLED)),
            "mutants_total": len(self.mutants),
            "mutants_equivalent": len(self.with_fate(EQUIVALENT)),
            "survivors": [mutant.diff for mutant in self.with_fate(SURVIVED)],
            "equivalents": [asdict(mutant) for mutant in self.with_fate(EQUIVALENT)],
            "not_as_meant": [asdict(a) for a in self.answers if not a.as_meant],
            "flips": self.flips,
            "runs": self.runs,
            "seconds": round(sum(self.seconds.values()), 3),
            "seconds_per_test": {test: round(s, 3) for test, s in self.seconds.items()},
            "slow": self.slow,
            "leaks_to": self.leaks_to,
            "stale": self.stale,
        }


def kill_rate(questions: list[QuestionAudit]) -> float:
    """Share of the non-equivalent mutants that were killed; 1 where there are none."""
    killed = sum(len(q.with_fate(KILLED)) for q in questions)
    left = sum(len(q.with_fate(SURVIVED)) for q in questions)
    return killed / (killed + left) if killed + left else 1.0


def leaks(questions: list[QuestionAudit]) -> dict[str, dict[str, int]]:
    """How many wrong answers to a question (rows) lose a test (columns)."""
    matrix: dict[str, dict[str, int]] = {}
    for question in questions:
        row = matrix.setdefault(question.question, {})
        for answer in question.ready(False):
            for test in answer.lost:
                row[test] = row.get(test, 0) + 1
    return matrix
