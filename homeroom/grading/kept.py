"""Cells that train: which are not run at grading, and what a later cell misses without them.

The instructor's notebook declares them with cell metadata `"homeroom": {"at_grading": "keep"}`;
a submission has no say in it. They keep the outputs that were handed in.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from nbformat import NotebookNode

from homeroom.notebooks import grade_id, homeroom_metadata, is_test, nbgrader_cells
from homeroom.outputs import harmless, notice, size
from homeroom.syntax import bound_names

KEEP = "keep"
HANDED_IN = "As handed in (this cell was not run at grading):"
NOTHING_HANDED_IN = "As handed in, without any output (this cell was not run at grading)."
TOO_LARGE = "[an output of {megabytes:.0f} MB was left out]"
MAX_OUTPUT_BYTES = 10_000_000

NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")


def kept_cells(instructors: NotebookNode) -> frozenset[str]:
    """Give the grade_ids of the cells that are not run at grading. Tests are always run."""
    return frozenset(
        cell.metadata.nbgrader.grade_id
        for cell in nbgrader_cells(instructors)
        if homeroom_metadata(cell).get("at_grading") == KEEP and not is_test(cell)
    )


def is_kept(cell: NotebookNode, kept: Collection[str]) -> bool:
    """Whether this cell of a submission is one of the kept ones."""
    return cell.cell_type == "code" and grade_id(cell) in kept and not is_test(cell)


def as_handed_in(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Mark outputs as the student's own, without what a browser would run or what is too large."""
    if not outputs:
        return [notice(NOTHING_HANDED_IN)]
    shown = [
        harmless(output)
        if size(output) <= MAX_OUTPUT_BYTES
        else notice(TOO_LARGE.format(megabytes=size(output) / 1e6))
        for output in outputs
    ]
    return [notice(HANDED_IN), *shown]


def missed_names(nb: NotebookNode, kept: Collection[str]) -> set[str]:
    """Give the names that a kept cell assigns and a cell that was run did not find."""
    given: set[str] = set()
    missed: set[str] = set()
    for cell in nb.cells:
        if is_kept(cell, kept):
            given |= bound_names(cell.source)
        elif cell.cell_type == "code":
            missed |= given & {name for output in cell.outputs for name in _not_found(output)}
    return missed


def _not_found(output: NotebookNode) -> list[str]:
    if output.output_type != "error" or output.ename != "NameError":
        return []
    return NOT_DEFINED.findall(str(output.evalue))
