"""Mutants that are right answers as well: the instructor lists them, each with the reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homeroom.audit.mutants import Mutant
from homeroom.errors import HomeroomError

_KEYS = {"question", "operator", "line", "becomes", "reason"}


class EquivalentError(HomeroomError):
    """A list of equivalent mutants that cannot be used."""


@dataclass(frozen=True)
class Equivalent:
    """One entry of `equivalent.toml`.

    A mutant is meant if question, operator and changed line are the same, and what the line
    becomes, where that is given. No line numbers: an entry outlives edits elsewhere.

    Attributes
    ----------
    question, operator, line, reason : str
    becomes : str, optional
        None means whatever the operator makes of the line.
    """

    question: str
    operator: str
    line: str
    reason: str
    becomes: str | None = None

    def means(self, mutant: Mutant) -> bool:
        """Whether the entry speaks of this mutant."""
        same = (self.question, self.operator, self.line) == (
            mutant.question,
            mutant.operator,
            mutant.line,
        )
        return same and self.becomes in (None, mutant.becomes)

    def __str__(self) -> str:
        becomes = "" if self.becomes is None else f" -> {self.becomes}"
        return f"{self.question}, {self.operator}: {self.line}{becomes}"


def read_equivalents(folder: Path) -> list[Equivalent]:
    """Read `equivalent.toml` of a homework's folder of variants; empty where there is none.

    Raises
    ------
    EquivalentError
        If the file is no TOML or an entry lacks something; with the entry and what to do.
    """
    path = folder / "equivalent.toml"
    if not path.exists():
        return []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise EquivalentError(f"{path}: not valid TOML ({error})") from None
    return [_entry(path, number, e) for number, e in enumerate(content.get("equivalent", []), 1)]


def _entry(path: Path, number: int, entry: dict[str, Any]) -> Equivalent:
    wrong = set(entry) - _KEYS
    missing = (_KEYS - {"becomes"}) - set(entry)
    if wrong or missing:
        found = f"does not know {sorted(wrong)}" if wrong else f"lacks {sorted(missing)}"
        raise EquivalentError(
            f"{path}: entry {number} {found}; it needs question, operator, line, reason, and may "
            "have becomes. Copy them from the survivor's entry in the report."
        )
    if not str(entry["reason"]).strip():
        raise EquivalentError(f"{path}: entry {number} has no reason: say why it is right as well")
    return Equivalent(**{key: str(value) for key, value in entry.items()})
