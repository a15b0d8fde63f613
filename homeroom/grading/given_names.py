"""Names that given cells bind, put back where a student's cell has deleted them.

`del torch` at the end of an answer would otherwise cost every later question as well. What a
student bound to something else stays as it is: that may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nbformat import NotebookNode
from nbgrader.utils import is_locked

from homeroom.notebooks import grade_id, is_test
from homeroom.syntax import bound_names

DELETING = re.compile(r"\bdel\b|%reset|\b(?:globals|vars|locals)\b")
# Kept on IPython's own object: a name in the notebook could be deleted in its turn.
REMEMBER = """\
from IPython import get_ipython as _shell
_shell().__dict__.setdefault("_given", {{}}).update(
    {{name: _shell().user_ns[name] for name in {names!r} if name in _shell().user_ns}}
)"""
PUT_BACK = """\
from IPython import get_ipython as _shell
for _name, _value in _shell().__dict__.get("_given", {}).items():
    _shell().user_ns.setdefault(_name, _value)"""


def is_given(cell: NotebookNode) -> bool:
    """Whether the cell is code of the instructor's that is no test."""
    return bool(
        cell.cell_type == "code" and grade_id(cell) and is_locked(cell) and not is_test(cell)
    )


def may_delete(cells: Iterable[NotebookNode]) -> bool:
    """Whether a cell of the student's looks as if it could delete a name.

    Ordinary submissions need nothing of what is in this module.
    """
    return any(
        cell.cell_type == "code" and not is_locked(cell) and DELETING.search(cell.source)
        for cell in cells
    )


def afterwards(cell: NotebookNode) -> str:
    """Give the code to be run after a cell: remember its names, or put deleted ones back."""
    if is_given(cell):
        return REMEMBER.format(names=sorted(bound_names(cell.source)))
    return PUT_BACK
