"""Look a notebook over before it is handed in."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.notebook import Cell, NotebookError, cells_of, find_notebook, read_notebook
from helpers.questions import Question, listed, questions, released_name
from helpers.runtime import in_notebook, on_colab

_LARGE = 20_000_000  # bytes; learning platforms begin to refuse files around this size
_OLD = 15 * 60  # seconds


@dataclass
class Preflight:
    """What a look at a notebook found.

    Attributes
    ----------
    file : str
        Name of the notebook, or where it was looked for.
    size : int
        Bytes.
    questions : list of Question
        What is to be answered, in the order of the notebook.
    problems : list of str
        What should be put right before handing in.
    notes : list of str
        What may be as it should.
    """

    file: str
    size: int = 0
    questions: list[Question] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def _ipython_display_(self) -> None:
        """Show nothing as the value of a notebook's cell: the report is already printed."""

    @property
    def ready(self) -> bool:
        """Whether nothing needs to be put right and every question with points is answered."""
        return not self.problems and all(one.answered or not one.points for one in self.questions)

    @property
    def unanswered(self) -> list[str]:
        """The ``grade_id`` of every question that is not answered."""
        return [one.grade_id for one in self.questions if not one.answered]


def check(path: str | Path | None = None, *, name: str | None = None) -> Preflight:
    """Look a notebook over before it is handed in, and print what was found.

    Lists for every question whether it is answered, cells that are missing, doubled, never run
    or ended with an error, and whether the file is older than the work of this session. What
    is looked at is the saved file: save first.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        The notebook. By default the one that runs this, as far as Jupyter tells, else the single
        one in the current folder; on Colab, where the open notebook is in no folder, that one.
    name : str, optional
        What the notebook is called, without ``.ipynb``, where a homework has several.

    Returns
    -------
    Preflight
        Also for a file that cannot be read: then ``problems`` says why.
    """
    try:
        cells, found = _fetch(None if path is None else Path(path), name)
    except NotebookError as error:
        found = Preflight(file=str(path or Path.cwd()), problems=[str(error)])
    else:
        examine(cells, found)
    print(_text(found))
    return found


def _fetch(path: Path | None, name: str | None) -> tuple[list[Cell], Preflight]:
    """Read the notebook from its file, or from Colab's editor."""
    if path is None:
        try:
            path = _running() or find_notebook(Path.cwd(), name)
        except NotebookError:
            content = _from_colab()
            if content is None:
                raise
            where = "the notebook open in Colab"
            size = len(str(content).encode(errors="replace"))
            return cells_of(content, where), Preflight(file=where, size=size)
    elif path.is_dir():
        path = find_notebook(path, name)
    cells = read_notebook(path)
    found = Preflight(file=path.name, size=path.stat().st_size)
    wanted = released_name(cells)
    if wanted is not None and wanted != path.name:
        found.notes.append(f"this copy is called {path.name}: hand it in as {wanted}")
    age = time.time() - path.stat().st_mtime
    if age > _OLD and in_notebook():
        found.notes.append(
            f"the file was last saved {_ago(age)} ago: save it (Ctrl-S) and run this again if "
            "you have worked on it since"
        )
    return cells, found


def _running() -> Path | None:
    """Return the notebook that this kernel belongs to, where Jupyter's server says so."""
    path = Path(os.environ.get("JPY_SESSION_NAME", ""))
    return path if path.suffix == ".ipynb" and path.is_file() else None


def _from_colab() -> Any:
    """Ask Colab's editor for the open notebook; None elsewhere."""
    if not on_colab():
        return None
    try:
        from google.colab import _message  # type: ignore[import-not-found,unused-ignore]

        answer = _message.blocking_request("get_ipynb", request="", timeout_sec=20)
    except Exception:
        # A private interface of Colab: whatever it does, the check says how to go on without.
        return None
    return answer.get("ipynb") if isinstance(answer, Mapping) else None


def examine(cells: list[Cell], found: Preflight) -> None:
    """Write down what the cells show.

    Parameters
    ----------
    cells : list of dict
        Of the notebook.
    found : Preflight
        Gets what is found.
    """
    found.questions, problems = questions(cells)
    found.problems += problems
    released = listed(cells)
    known = [cell for cell in cells if "nbgrader" in cell["metadata"]]
    if not known:
        found.problems.append(
            "no cell belongs to the homework: nbgrader's marks are gone. Copy your answers into "
            "a fresh copy of the released notebook"
        )
    elif released is None and not found.questions:
        found.notes.append("no questions found; is this the homework's notebook?")
    _examine_runs(cells, found)
    if found.size > _LARGE:
        found.problems.append(
            f"the file has {_bytes(found.size)}: clear the outputs with large pictures, or it "
            "may not upload"
        )


def _examine_runs(cells: list[Cell], found: Preflight) -> None:
    """Look for code that was not run or that failed."""
    code = [
        (number, cell)
        for number, cell in enumerate(cells, 1)
        if cell["cell_type"] == "code" and cell["source"].strip()
    ]
    for number, cell in code:
        error = next((o for o in cell["outputs"] if o.get("output_type") == "error"), None)
        if error is not None:
            reason = " ".join(str(error.get(key, "")) for key in ("ename", "evalue"))
            found.problems.append(f"{_named(number, cell)} ended with an error: {reason:.80}")
    # The cell with this very check is running, and has no number of its own yet.
    never = [
        _named(number, cell)
        for number, cell in code
        if cell.get("execution_count") is None and "handin" not in cell["source"]
    ]
    if never and len(never) >= len(code) - 1:
        found.problems.append("no cell was run: run all of them, look at the results, and save")
    elif never:
        shown = ", ".join(never[:6]) + (f" and {len(never) - 6} more" if len(never) > 6 else "")
        found.notes.append(f"not run (or changed since): {shown}")


def _named(number: int, cell: Cell) -> str:
    """Name a cell so that it can be found."""
    marks = cell["metadata"].get("nbgrader")
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    return f"cell {number}" + (f" ({grade_id})" if grade_id else "")


def _text(found: Preflight) -> str:
    """Write the result as a short table."""
    size = f", {_bytes(found.size)}" if found.size else ""
    lines = [f"{found.file}{size}"]
    if found.questions:
        width = max(len(one.grade_id) for one in found.questions)
        lines += [
            f"  {'answered ' if one.answered else 'NOT YET  '}  {one.grade_id:{width}}  "
            f"{_points(one)}"
            for one in found.questions
        ]
        done = sum(one.answered for one in found.questions)
        lines.append(f"  {done} of {len(found.questions)} questions answered")
    lines += [f"  ! {problem}" for problem in found.problems]
    lines += [f"  - {note}" for note in found.notes]
    if found.ready and found.questions:
        lines.append("  ready to hand in")
    return "\n".join(line.rstrip() for line in lines)


def _points(question: Question) -> str:
    if not question.points:
        return "(no points)"
    return f"{question.points:g} point{'s' if question.points != 1 else ''}"


def _bytes(size: int) -> str:
    """Write a file size.

    >>> _bytes(2_500_000)
    '2.5 MB'
    """
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{max(size, 100) / 1e3:.1f} kB"


def _ago(seconds: float) -> str:
    """Write a span of time in its largest unit.

    >>> _ago(3 * 3600)
    '3 hours'
    """
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "a moment"
