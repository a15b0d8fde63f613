"""Mutants that are right answers as well: the instructor lists them, each with the reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homeroom.audit.mutants import Mutant
from homeroom.errors import HomeroomError

_OPTIONAL = {"becomes", "after"}
_KEYS = {"question", "operator", "line", "reason"} | _OPTIONAL


class EquivalentError(HomeroomError):
    """A list of equivalent mutants that cannot be used."""


@dataclass(frozen=True)
class Equivalent:
    """One entry of `equivalent.toml`.

    A mutant is meant if question, operator and changed line are the same, and what the line
    becomes, where that is given. No line numbers: an entry outlives edits elsewhere. An entry may
    name several operators, lines or results, which go in all combinations.

    Attributes
    ----------
    questions, operators, lines : tuple of str
    reason : str
    becomes : tuple of str, optional
        None means whatever the operators make of the lines.
    after : tuple of str, optional
        The line above, where several lines read the same.
    """

    questions: tuple[str, ...]
    operators: tuple[str, ...]
    lines: tuple[str, ...]
    reason: str
    becomes: tuple[str, ...] | None = None
    after: tuple[str, ...] | None = None

    def means(self, mutant: Mutant) -> bool:
        """Whether the entry speaks of this mutant."""
        return (
            mutant.question in self.questions
            and mutant.operator in self.operators
            and mutant.line in self.lines
            and (self.becomes is None or mutant.becomes in self.becomes)
            and (self.after is None or mutant.after in self.after)
        )

    def __str__(self) -> str:
        becomes = "" if self.becomes is None else f" -> {' | '.join(self.becomes)}"
        return f"{' | '.join(self.operators)}: {' | '.join(self.lines)}{becomes}"


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
    missing = (_KEYS - _OPTIONAL) - set(entry)
    if wrong or missing:
        found = f"does not know {sorted(wrong)}" if wrong else f"lacks {sorted(missing)}"
        raise EquivalentError(
            f"{path}: entry {number} {found}; it needs question, operator, line, reason, and may "
            "have becomes and after. Copy them from the survivor's entry in the report."
        )
    if not str(entry["reason"]).strip():
        raise EquivalentError(f"{path}: entry {number} has no reason: say why it is right as well")
    return Equivalent(
        _texts(entry["question"]),
        _texts(entry["operator"]),
        _texts(entry["line"]),
        str(entry["reason"]),
        _texts(entry["becomes"]) if "becomes" in entry else None,
        _texts(entry["after"]) if "after" in entry else None,
    )


def _texts(value: Any) -> tuple[str, ...]:
    """One text, or a list of them."""
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
