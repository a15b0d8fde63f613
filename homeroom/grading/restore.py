"""What of a submitted notebook is the instructor's to say is put back before anything is run.

nbgrader puts back the text of locked cells, their type and their points. A tag by which a test is
skipped, an answer that is declared a passed test, and tests moved to where nothing can fail yet, it
leaves as they are.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor

from homeroom.instructor_copy import instructor_notebook
from homeroom.notebooks import grade_id

# Of a notebook's own metadata these are kept; a kernel is chosen by the course's settings.
KEPT_OF_NOTEBOOK = ("kernelspec", "language_info")
# What nbgrader itself looks after in a cell's metadata; the rest comes from the instructor.
KEPT_OF_NBGRADER = ("checksum", "schema_version", "cell_type")
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class RestoreCells(NbGraderPreprocessor):
    """Restore kind, order, type and metadata of cells from the instructor's notebook."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Restore the whole notebook; without the instructor's it stays as it is."""
        instructors = instructor_notebook(self, resources)
        if instructors is not None:
            nb.cells = restored(nb.cells, instructors.cells)
            nb.metadata = NotebookNode(
                {name: nb.metadata[name] for name in KEPT_OF_NOTEBOOK if name in nb.metadata}
            )
            _mend_ids(nb)
        return nb, resources


def restored(
    cells: Sequence[NotebookNode], instructors: Sequence[NotebookNode]
) -> list[NotebookNode]:
    """Give a submission's cells in the instructor's order, with the instructor's metadata.

    As few cells as possible are moved: each to behind the one that it followed in the
    instructor's notebook. The student's own stay where they are. Of a cell that is there more
    than once the last counts, as with nbgrader; the others become the student's own.
    """
    given = {name: cell for cell in instructors if (name := grade_id(cell))}
    order = {name: number for number, name in enumerate(given)}
    last = {grade_id(cell): number for number, cell in enumerate(cells)}
    made: list[NotebookNode] = []
    names: list[str] = []
    for number, cell in enumerate(cells):
        name = grade_id(cell) or ""
        known = name in given and last[name] == number
        made.append(as_given(cell, given[name]) if known else as_own(cell))
        names.append(name if known else "")
    places = [order.get(name, -1) for name in names]
    in_order = _longest_rising([place for place in places if place >= 0])
    result: list[tuple[NotebookNode, int]] = []
    moved: list[tuple[NotebookNode, int]] = []
    for cell, place in zip(made, places, strict=True):
        (result if place < 0 or place in in_order else moved).append((cell, place))
    for cell, place in sorted(moved, key=lambda pair: pair[1]):
        before = [i for i, (_, other) in enumerate(result) if 0 <= other < place]
        result.insert(before[-1] + 1 if before else 0, (cell, place))
    return [cell for cell, _ in result]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Give the most numbers that stand in rising order.

    >>> sorted(_longest_rising([9, 0, 1, 4, 2, 3]))
    [0, 1, 2, 3]
    """
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tops, number)
        before[number] = tops[place - 1] if place else None
        tops[place : place + 1] = [number]
    found: set[int] = set()
    one: int | None = tops[-1] if tops else None
    while one is not None:
        found.add(one)
        one = before[one]
    return found


def as_given(cell: NotebookNode, original: NotebookNode) -> NotebookNode:
    """Make a submitted cell what the instructor's is, but for its text and outputs."""
    metadata = copy.deepcopy(original.metadata)
    submitted = cell.metadata.get("nbgrader", {})
    for name in KEPT_OF_NBGRADER:
        metadata.nbgrader.pop(name, None)
        if name in submitted:
            metadata.nbgrader[name] = submitted[name]
    made = _of_type(cell, original.cell_type)
    made.metadata = metadata
    if "id" in cell and "id" in original:
        made.id = original.id
    return made


def as_own(cell: NotebookNode) -> NotebookNode:
    """Make a cell the student's own: nothing in its metadata has a meaning for grading."""
    cell.metadata = NotebookNode()
    _mend_attachments(cell)
    return cell


def _of_type(cell: NotebookNode, wanted: str) -> NotebookNode:
    made = from_dict({"cell_type": wanted, "source": cell.source, "metadata": {}})
    if wanted == "code":
        made.outputs = cell.get("outputs", [])
        made.execution_count = cell.get("execution_count")
    elif "attachments" in cell:
        made.attachments = cell.attachments
        _mend_attachments(made)
    made.pop("id", None)
    if "id" in cell:
        made.id = cell.id
    return made


def _mend_attachments(cell: NotebookNode) -> None:
    """Keep pictures pasted into an answer, and nothing else by that name."""
    if "attachments" not in cell:
        return
    found = cell.attachments
    if cell.cell_type == "code" or not isinstance(found, Mapping):
        del cell["attachments"]
        return
    cell.attachments = from_dict(
        {
            name: {kind: data for kind, data in bundle.items() if isinstance(data, str)}
            for name, bundle in found.items()
            if isinstance(bundle, Mapping)
        }
    )


def _mend_ids(nb: NotebookNode) -> None:
    """Give cells whose id is none, or another cell's, an id by their place."""
    seen: set[str] = set()
    for number, cell in enumerate(nb.cells):
        if "id" not in cell:
            continue
        name = cell.id
        if not isinstance(name, str) or not _ID.fullmatch(name) or name in seen:
            name = f"cell-{number}"
            while name in seen:
                name += "-"
            cell.id = name
        seen.add(name)
