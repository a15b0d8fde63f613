"""The given cells at a notebook's beginning: run once, and their outputs used again.

The first submission that a process grades runs them like any other cell. Its outputs are
remembered; kernels for later submissions are forked from a branch of the template that has run
the same cells (:mod:`homeroom.kernels.prelude`), and the remembered outputs are put in.
"""

from __future__ import annotations

import copy
import json
from collections import OrderedDict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from homeroom.grading.given_names import is_given
from homeroom.notebooks import grade_id
from homeroom.release.setup_cell import is_setup

MOST = 32
"""Notebooks whose beginnings are remembered."""


@dataclass(frozen=True)
class Shown:
    """What a cell showed when it was run."""

    outputs: list[NotebookNode]
    execution_count: int | None


Remembered = dict[int, Shown]
_remembered: OrderedDict[Hashable, list[Shown]] = OrderedDict()


def beginning(
    nb: NotebookNode, instructors: NotebookNode | None, left_out: Collection[int] = ()
) -> list[int]:
    """List which cells of a notebook begin it: given ones, before all others that are run.

    Parameters
    ----------
    nb : NotebookNode
        What was handed in.
    instructors : NotebookNode or None
        The instructor's notebook; nothing is given without one.
    left_out : collection of int
        Cells that are not run.
    """
    if instructors is None:
        return []
    given = {grade_id(cell): cell.source for cell in instructors.cells if is_given(cell)}
    found = []
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        as_given = is_given(cell) and given.get(grade_id(cell)) == cell.source
        if index in left_out or not (as_given or is_setup(cell.source)):
            break
        found.append(index)
    return found


def as_variable(nb: NotebookNode, cells: Collection[int]) -> str:
    """Give the sources of cells as the provisioner reads them."""
    return json.dumps([nb.cells[index].source for index in cells])


def remember(
    key: Hashable, nb: NotebookNode, cells: Collection[int], replies: Mapping[int, Any]
) -> None:
    """Keep what the cells showed, if all of them went well."""
    if not cells or any(replies.get(index, {}).get("status") != "ok" for index in cells):
        return
    _remembered[key] = [
        Shown(copy.deepcopy(nb.cells[index].outputs), nb.cells[index].execution_count)
        for index in cells
    ]
    while len(_remembered) > MOST:
        _remembered.popitem(last=False)


def recall(key: Hashable, cells: Collection[int]) -> Remembered:
    """Give what the cells showed, for each of them; empty where that is not known."""
    return dict(zip(cells, _remembered.get(key, ()), strict=False))
