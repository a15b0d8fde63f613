"""The parts of a cell between nbgrader's BEGIN and END lines."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from homeroom.errors import HomeroomError

SOLUTION, HIDDEN_TESTS, MARK_SCHEME = "SOLUTION", "HIDDEN TESTS", "MARK SCHEME"
KINDS = (SOLUTION, HIDDEN_TESTS, MARK_SCHEME)

# Wider than what nbgrader looks for, so that a delimiter with a slip in it is found as well:
# nbgrader would take "BEGIN HIDDEN TEST" for an ordinary line and publish what follows.
NEARLY_A_DELIMITER = re.compile(
    r"\b(BEGIN|END)[\s_-]*(SOLUTIONS?|HIDDEN[\s_-]*TESTS?|MARK(?:ING)?[\s_-]*SCHEMES?)\b", re.I
)


class RegionError(HomeroomError):
    """A BEGIN without its END, or one inside another."""


@dataclass(frozen=True)
class Region:
    """One region: its kind, its inner lines, and the line (from 1) that holds its BEGIN."""

    kind: str
    begin: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The inner lines, joined."""
        return "\n".join(self.lines)


def split_regions(source: str) -> tuple[list[str], list[Region]]:
    r"""Split a cell's source into the lines outside and the regions.

    Raises
    ------
    RegionError
        If a region is not closed, opened twice, or closed without having been opened.

    >>> split_regions("a\n### BEGIN SOLUTION\nb\n### END SOLUTION")
    (['a'], [Region(kind='SOLUTION', begin=2, lines=('b',))])
    """
    outside: list[str] = []
    regions: list[Region] = []
    kind, begin = "", 0
    inner: list[str] = []
    for number, line in enumerate(source.split("\n"), 1):
        edge = _delimiter(line)
        if edge is None:
            (inner if kind else outside).append(line)
        elif edge[0] == "BEGIN":
            if kind:
                raise RegionError(
                    f"line {number} begins {edge[1]} inside the {kind} begun in line {begin}: "
                    f"close it with END {kind} first"
                )
            kind, begin, inner = edge[1], number, []
        else:
            if kind != edge[1]:
                raise RegionError(
                    f"line {number} ends {edge[1]}, which is not open: add BEGIN {edge[1]} above it"
                )
            regions.append(Region(kind, begin, tuple(inner)))
            kind = ""
    if kind:
        raise RegionError(f"{kind} begun in line {begin} never ends: add END {kind}")
    return outside, regions


def _delimiter(line: str) -> tuple[str, str] | None:
    for kind in KINDS:
        for edge in ("BEGIN", "END"):
            if f"{edge} {kind}" in line:
                return edge, kind
    return None


def is_delimiter(line: str, kind: str) -> bool:
    """Tell whether the line begins or ends a region of this kind."""
    return (_delimiter(line) or ("", ""))[1] == kind


def without_regions(source: str, kinds: Collection[str] = KINDS) -> str:
    """Return the source without the regions of these kinds (delimiters included)."""
    if set(kinds) == set(KINDS):
        return "\n".join(split_regions(source)[0])
    kept, dropping = [], ""
    split_regions(source)
    for line in source.split("\n"):
        edge = _delimiter(line)
        if edge and edge[1] in kinds:
            dropping = edge[1] if edge[0] == "BEGIN" else ""
        elif not dropping:
            kept.append(line)
    return "\n".join(kept)
