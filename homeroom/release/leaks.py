"""What must not leave the instructor's side, and whether a text holds any of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from homeroom.ansi import without_ansi
from homeroom.notebooks import grade_id
from homeroom.regions import NEARLY_A_DELIMITER, SOLUTION, RegionError, split_regions

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
SQUEEZED_OUT = re.compile(r"[\s\"'`\\]+")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Secret:
    """One line of a solution, a hidden test or a mark scheme, and where it stands."""

    kind: str
    cell: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.kind.lower()} line of cell {self.cell} (line {self.line}): {self.text!r}"


def squeeze(text: str) -> str:
    """Bring a text to the form in which lines are compared: no blanks, quotes, backslashes.

    So a line is found again however it was indented, wrapped, or quoted in JSON.

    >>> squeeze('  assert  f(2) == "x"')
    'assertf(2)==x'
    """
    return SQUEEZED_OUT.sub("", text)


def bare_text(text: str) -> str:
    """Drop terminal colours and HTML tags and entities, which would cut a line in pieces."""
    return html.unescape(TAG.sub("", without_ansi(text)))


def is_telling(line: str, characters: int = 8, words: int = 3) -> bool:
    """Whether a line says something: enough characters and words after squeezing.

    `)`, `return x` or `else:` stand in any program and give nothing away.

    >>> is_telling("    return x"), is_telling("assert f(2) == 4")
    (False, True)
    """
    return len(squeeze(line)) >= characters and len(WORD.findall(line)) >= words


def secret_lines(nb: NotebookNode) -> Iterator[Secret]:
    """Every line of an instructor's notebook that is for the instructor alone.

    These are the lines inside regions, and the whole of a solution cell that has no region,
    since nbgrader replaces all of it.
    """
    for number, cell in enumerate(nb.cells):
        name = grade_id(cell) or str(number)
        regions = split_regions(cell.source)[1]
        for region in regions:
            for offset, line in enumerate(region.lines, 1):
                yield Secret(region.kind, name, region.begin + offset, line.strip())
        if is_solution(cell) and not any(r.kind == SOLUTION for r in regions):
            for offset, line in enumerate(cell.source.split("\n"), 1):
                yield Secret(SOLUTION, name, offset, line.strip())


def region_flaws(nb: NotebookNode) -> list[str]:
    """Say which cells open a region without closing it, or the other way round."""
    flaws = []
    for number, cell in enumerate(nb.cells, 1):
        try:
            split_regions(cell.source)
        except RegionError as error:
            flaws.append(f"cell {grade_id(cell) or number}: {error}")
    return flaws


def public_text(nb: NotebookNode) -> str:
    """The part of an instructor's notebook that students see."""
    parts = []
    for cell in nb.cells:
        outside, regions = split_regions(cell.source)
        if not is_solution(cell) or any(region.kind == SOLUTION for region in regions):
            parts.append("\n".join(outside))
    return "\n".join(parts)


def find_leaks(
    text: str,
    secrets: Iterable[Secret],
    known: str = "",
    characters: int = 8,
    solution_characters: int | None = None,
) -> list[Secret]:
    """List the secret lines that a text holds.

    Parameters
    ----------
    text : str
        What is about to leave: cell sources, an output, a page of HTML.
    secrets : iterable of Secret
        From `secret_lines`.
    known : str
        What may be said anyway; a secret line that also stands here is none.
    characters, solution_characters : int
        How long a line must be to count. Where students' own code is in the text, solution
        lines need more: short ones are written alike by everybody.
    """
    haystack = squeeze(bare_text(text)) + "\n" + squeeze(text)
    said = squeeze(known)
    if solution_characters is None:
        solution_characters = characters
    found = []
    for secret in secrets:
        least = solution_characters if secret.kind == SOLUTION else characters
        needle = squeeze(secret.text)
        if is_telling(secret.text, least) and needle not in said and needle in haystack:
            found.append(secret)
    return found


def find_delimiters(text: str) -> list[str]:
    r"""BEGIN and END lines, or what looks like one, with the number of their line.

    >>> find_delimiters("x = 1\n### BEGIN HIDDEN TEST")
    ["line 2: '### BEGIN HIDDEN TEST'"]
    """
    return [
        f"line {number}: {line.strip()!r}"
        for number, line in enumerate(text.split("\n"), 1)
        if NEARLY_A_DELIMITER.search(line)
    ]


def leaks_of_release(source: NotebookNode, released: NotebookNode) -> list[str]:
    """Say which delimiters and secret lines of the source are in the released notebook.

    Sources, outputs, attachments and metadata are all looked at.
    """
    secrets = list(secret_lines(source))
    known = public_text(source)
    found = []
    for number, cell in enumerate(released.cells, 1):
        name = f"cell {grade_id(cell) or number}"
        found += [f"{name}, {where}" for where in find_delimiters(cell.source)]
        everything = "\n".join([cell.source, *_strings(cell)])
        found += [f"{name} holds the {leak}" for leak in find_leaks(everything, secrets, known)]
    everything = "\n".join(_strings(released.metadata))
    found += [f"metadata hold the {leak}" for leak in find_leaks(everything, secrets, known)]
    return found


def leaks_of_text(text: str, secrets: Iterable[Secret], known: str = "") -> list[str]:
    """Say which delimiters and secret lines another file beside the notebook holds."""
    return find_delimiters(text) + [str(leak) for leak in find_leaks(text, secrets, known)]


def _strings(value: object) -> Iterator[str]:
    """Every string inside nested metadata, outputs or attachments."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
