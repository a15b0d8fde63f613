"""The same ready answers in another environment, which may have another torch, judged and compared.

Run as ``PYTHON -m homeroom.audit.elsewhere ROOT VARIANTS ASSIGNMENT…`` it judges them there and
prints one JSON object a line: how many trials there will be, each as it is done, what was found.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from homeroom.audit.notebook import Extent
from homeroom.audit.result import QuestionAudit
from homeroom.audit.run import audit, digest_of_programs
from homeroom.errors import UsageError

Key = tuple[str, str, str]


@dataclass
class Elsewhere:
    """What another environment makes of the ready answers.

    Attributes
    ----------
    about : str
        Its versions of Python and torch.
    verdicts : dict
        By assignment, notebook and question: what each answer loses, by its name.
    differ : list of str
        Answers that are judged in another way there, once they have been compared.
    """

    about: str
    verdicts: dict[Key, dict[str, list[str]]]
    differ: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many answers were judged there."""
        return sum(map(len, self.verdicts.values()))

    def compare(self, questions: Iterable[QuestionAudit]) -> None:
        """Note as flips of the questions what is judged differently there."""
        for question in questions:
            there = self.verdicts.get(key_of(question), {})
            here = verdicts_of(question)
            for name in sorted(here.keys() | there.keys()):
                if here.get(name) != there.get(name):
                    question.flips.append(f"{name} ({self.about})")
                    self.differ.append("/".join([*key_of(question), name]))

    def as_json(self) -> dict[str, Any]:
        """The keys that `homeroom audit --json` writes for an environment."""
        return {"about": self.about, "judged": self.count, "differ": self.differ}


def key_of(question: QuestionAudit) -> Key:
    """Where a question stands."""
    return question.assignment, question.notebook, question.question


def verdicts_of(question: QuestionAudit) -> dict[str, list[str]]:
    """What each answer to a question loses; the instructor's and the untouched one among them.

    >>> verdicts_of(QuestionAudit("hw01", "hw01", "square", ["square_test"], 2.0))
    {'solution': [], 'untouched': ['square_test']}
    """
    return {
        "solution": [] if question.solution_ok else question.tests,
        "untouched": question.tests if question.stub_ok else [],
        **{
            f"{'right' if answer.right else 'wrong'} {answer.idea}": list(answer.lost)
            for answer in question.answers
        },
    }


def judged_elsewhere(
    python: str,
    root: Path,
    assignments: Iterable[str],
    extent: Extent,
    *,
    on_start: Callable[[int], None] = lambda total: None,
    on_done: Callable[[str], None] = lambda label: None,
) -> Elsewhere:
    """Judge the ready answers with the Python of another environment, once each.

    Parameters
    ----------
    python : str
        The interpreter of an environment in which the course is installed as well.
    root : Path
    assignments : iterable of str
    extent : Extent
        Of it, how many ready answers are tried.
    on_start, on_done : callable
        As for `audit`.

    Raises
    ------
    UsageError
        If it cannot be done there, with what to do.
    """
    command = [python, "-m", "homeroom.audit.elsewhere", str(root), json.dumps(extent.variants)]
    found: dict[str, Any] = {}
    # Into a file: a pipe that nobody empties would stop the other process.
    with tempfile.TemporaryFile("w+") as errors:
        try:
            process = subprocess.Popen(
                [*command, *assignments], stdout=subprocess.PIPE, stderr=errors, text=True
            )
        except OSError as error:
            raise UsageError(f"--python: {python} cannot be run ({error.strerror}).") from None
        with process:
            assert process.stdout is not None
            for line in process.stdout:
                match _said(line):
                    case {"total": total}:
                        on_start(total)
                    case {"done": label}:
                        on_done(label)
                    case {"found": said}:
                        found = said
        errors.seek(0)
        complaint = errors.read().strip().splitlines()
    if process.returncode or not found:
        why = complaint[-1] if complaint else f"status {process.returncode}"
        raise UsageError(
            f"--python: the audit does not run with {python} ({why}). Install the course there: "
            f'{python} -m pip install -e ".[instructor]"'
        )
    if found["programs"] != digest_of_programs():
        raise UsageError(
            f"--python: {python} has another version of the course's programs, so the two cannot "
            f"be compared. Install this one there: {python} -m pip install -e ."
        )
    verdicts = {(q[0], q[1], q[2]): lost for *q, lost in found["verdicts"]}
    return Elsewhere(found["about"], verdicts)


def _said(line: str) -> Any:
    """What a line of the other process says; nothing if something else was printed there."""
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return None


def main(root: str, variants: str, *assignments: str) -> None:
    """Judge here, for a process that is run by another Python."""
    import torch

    def say(**what: Any) -> None:
        print(json.dumps(what), flush=True)

    questions = audit(
        Path(root),
        assignments,
        Extent(repetitions=0, mutants=0, variants=json.loads(variants), halting=False),
        on_start=lambda total: say(total=total),
        on_done=lambda label: say(done=label),
    )
    say(
        found={
            "about": f"Python {platform.python_version()}, torch {torch.__version__}",
            "programs": digest_of_programs(),
            "verdicts": [[*key_of(q), verdicts_of(q)] for q in questions],
        }
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
