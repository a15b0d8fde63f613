"""Homeroom's steps in `nbgrader generate_assignment`.

Each derives from `NbGraderPreprocessor`: nbconvert silently leaves out one that does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from homeroom.course import DEFAULT_ADDRESS
from homeroom.errors import HomeroomError
from homeroom.notebooks import (
    grade_id,
    grade_ids,
    homeroom_metadata,
    is_test,
    nbgrader_cells,
    read_notebook,
)
from homeroom.release.helpers_project import helpers_project
from homeroom.release.leaks import leaks_of_release
from homeroom.release.setup_cell import BADGE_ID, SETUP_ID, badge_cell, setup_cell

PREFLIGHT = "preflight"
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
# What editors and Colab leave in cells; none of it is the instructor's.
CELL_LITTER = frozenset(
    [
        "ExecuteTime",
        "cellView",
        "collapsed",
        "colab",
        "colab_type",
        "execution",
        "executionInfo",
        "id",
        "outputId",
        "scrolled",
        "trusted",
    ]
)

Converted = tuple[NotebookNode, dict[str, Any]]


class ReleaseError(HomeroomError):
    """The notebook cannot be released as it is."""


def source_file(resources: dict[str, Any]) -> Path:
    """The instructor's file that nbgrader is converting."""
    of = resources["metadata"]
    return Path(of["path"]) / f"{of['name']}.ipynb"


class NormalizeMetadata(NbGraderPreprocessor):
    """Reduce metadata to what is the same on every machine, and insist on cell ids.

    Kernel `python3` (Colab knows no other), language python, nothing of widgets, Colab or timing.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Normalise the notebook's own metadata, then each cell's."""
        check_ids(source_file(resources))
        nb.metadata = NotebookNode(
            kernelspec=NotebookNode(KERNELSPEC), language_info=NotebookNode(name="python")
        )
        for cell in nb.cells:
            for name in CELL_LITTER & set(cell.metadata):
                del cell.metadata[name]
        return nb, resources


def check_ids(path: Path) -> None:
    """Raise unless every cell of the file has an id of its own.

    The file itself is read: nbformat makes up random ids for cells without one, and every
    release would differ from the last.
    """
    cells = json.loads(path.read_text(encoding="utf-8")).get("cells", [])
    seen: set[str] = set()
    for number, cell in enumerate(cells, 1):
        name = cell.get("id")
        if not name or name in seen or name in (BADGE_ID, SETUP_ID):
            flaw = f"the id {name!r} of another cell" if name else "no id"
            raise ReleaseError(
                f"{path}: cell {number} has {flaw}, so the release would change at every run. "
                "Open the notebook in JupyterLab and save it: it gives each cell its own."
            )
        seen.add(name)


class FillPreflight(NbGraderPreprocessor):
    """Tell the pre-flight cell the notebook's name, and the cells that it must still hold.

    The list goes into its metadata: the cell that checks a student's notebook reads it there.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Write name and grade_ids into the metadata of the cell named `preflight`."""
        for cell in nbgrader_cells(nb):
            if cell.metadata.nbgrader.grade_id == PREFLIGHT:
                known = {
                    **homeroom_metadata(cell),
                    "notebook": resources["nbgrader"]["notebook"],
                    "questions": grade_ids(nb),
                }
                cell.metadata["homeroom"] = NotebookNode(known)
        return nb, resources


class AddColab(NbGraderPreprocessor):
    """Put the Colab badge and the set-up cell on top of the notebook."""

    public_address = Unicode(
        DEFAULT_ADDRESS,
        help="Where the student copy (`homeroom export student-copy`) is published.",
    ).tag(config=True)
    branch = Unicode("main", help="Branch to link to, when that is a GitHub repository.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Insert both cells."""
        of = resources["nbgrader"]
        address = self.public_address.rstrip("/")
        nb.cells[:0] = [
            badge_cell(address, self.branch, of["assignment"], of["notebook"]),
            setup_cell(address, self.branch, helpers_project().wheel_name),
        ]
        return nb, resources


class CheckLeaks(NbGraderPreprocessor):
    """Refuse a release that holds a solution, a hidden test or a mark scheme. Comes last."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Compare what is released with the instructor's file."""
        path = source_file(resources)
        source = read_notebook(path)
        flaws = [*leaks_of_release(source, nb), *kept_tests(source)]
        if flaws:
            raise ReleaseError(f"{path} cannot be released:\n  " + "\n  ".join(flaws))
        return nb, resources


def kept_tests(nb: NotebookNode) -> Iterator[str]:
    """Tests that are marked as not to be run at grading: their outputs would be the student's."""
    for cell in nbgrader_cells(nb):
        if is_test(cell) and homeroom_metadata(cell).get("at_grading"):
            name = grade_id(cell)
            yield f"cell {name} is a test and has 'at_grading': tests must be run; remove it"
