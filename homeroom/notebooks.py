"""Notebook files: reading them safely, their nbgrader cells, and the questions they ask."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.notebooknode import from_dict
from nbformat.v4.rwbase import rejoin_lines
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from homeroom.errors import HomeroomError
from homeroom.regions import SOLUTION, is_delimiter
from homeroom.syntax import bound_names, has_checks

MAX_BYTES = 100_000_000
CELL_TYPES = ("code", "markdown", "raw")


class NotebookError(HomeroomError):
    """A file that should be a notebook is none that can be used."""

    def __init__(self, path: Path | str, found: str, remedy: str) -> None:
        self.path, self.found, self.remedy = Path(path), found, remedy
        super().__init__(f"{path}: {found}. {remedy}")


def read_notebook(path: Path | str, max_bytes: int = MAX_BYTES) -> NotebookNode:
    """Read a notebook of format 4, as it stands: nothing is added, no id is made up.

    Raises
    ------
    NotebookError
        With what was found and what to do: no such file, empty, too large, not text, not JSON,
        JSON that is no notebook, an older or newer format, cells without their parts.
    """
    path = Path(path)
    nb = notebook_from_text(_text_of(path, max_bytes), path)
    try:
        return rejoin_lines(from_dict(nb))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        found = f"a notebook with a damaged part ({type(error).__name__})"
        raise NotebookError(path, found, "Open it in Jupyter, save it, and hand that in.") from None


def write_notebook(nb: NotebookNode, path: Path | str) -> None:
    """Write a notebook as nbgrader does: sorted keys, one space, a newline at the end."""
    Path(path).write_text(nbformat.v4.writes(nb) + "\n", encoding="utf-8")


def _text_of(path: Path, max_bytes: int) -> str:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise NotebookError(path, "a folder, not a file", "Give the .ipynb file in it.")
        if size == 0:
            raise NotebookError(path, "an empty file", "Ask for it again; nothing is in it.")
        if size > max_bytes:
            raise NotebookError(
                path,
                f"{size / 1e6:.0f} MB, more than the {max_bytes / 1e6:.0f} MB that are read",
                "Clear the largest outputs in it and save it again.",
            )
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotebookError(path, "no such file", "Check its name and folder.") from None
    except UnicodeDecodeError:
        raise NotebookError(
            path, "not text in UTF-8", "It may be an archive or a picture under a wrong name."
        ) from None
    except OSError as error:
        raise NotebookError(
            path, f"cannot be read ({error.strerror})", "Check its permissions."
        ) from error


def notebook_from_text(text: str, path: Path | str = "notebook") -> dict[str, Any]:
    """Parse the JSON of a notebook and check that it has a notebook's parts."""
    again = "Open it in Jupyter, save it, and hand in that file."
    try:
        nb = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise NotebookError(path, f"not JSON{where}", again) from None
    if not isinstance(nb, dict) or not isinstance(nb.get("nbformat"), int):
        raise NotebookError(path, "JSON, but not a notebook (no 'nbformat')", again)
    if nb["nbformat"] < 4:
        raise NotebookError(
            path,
            f"a notebook of the old format {nb['nbformat']} (expected 4)",
            f"Convert it: jupyter nbconvert --to notebook --inplace '{path}'",
        )
    if nb["nbformat"] > 4:
        raise NotebookError(
            path,
            f"a notebook of format {nb['nbformat']} (expected 4)",
            "Save it as format 4, or update nbformat.",
        )
    if not isinstance(nb.get("cells"), list):
        raise NotebookError(path, "a notebook without a list of cells", again)
    nb.setdefault("metadata", {})
    nb.setdefault("nbformat_minor", 0)
    if not isinstance(nb["metadata"], dict) or not isinstance(nb["nbformat_minor"], int):
        raise NotebookError(path, "a notebook whose metadata is damaged", again)
    for number, cell in enumerate(nb["cells"], 1):
        if flaw := _cell_flaw(cell):
            raise NotebookError(path, f"cell {number} {flaw}", again)
    try:
        json.dumps(nb, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise NotebookError(path, "text with half characters (lone surrogates)", again) from None
    return nb


def _cell_flaw(cell: Any) -> str | None:
    """Say what is wrong with a cell, after filling in the parts that may be left out."""
    if not isinstance(cell, dict):
        return "is not a cell"
    if cell.get("cell_type") not in CELL_TYPES:
        return f"has the unknown type {str(cell.get('cell_type'))[:30]!r}"
    cell.setdefault("metadata", {})
    if not isinstance(cell["metadata"], dict):
        return "has damaged metadata"
    if not isinstance(cell["metadata"].get("nbgrader", {}), dict):
        return "has damaged nbgrader metadata"
    if not _is_text(cell.get("source")):
        return "has no source text"
    attached = cell.get("attachments", {})
    if not isinstance(attached, dict) or not all(isinstance(a, dict) for a in attached.values()):
        return "has damaged attachments"
    if cell["cell_type"] == "code":
        cell.setdefault("outputs", [])
        cell.setdefault("execution_count", None)
        if not isinstance(cell["outputs"], list) or not all(map(_is_output, cell["outputs"])):
            return "has damaged outputs"
    return None


def _is_text(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(line, str) for line in value)
    return isinstance(value, str)


def _is_output(output: Any) -> bool:
    if not isinstance(output, dict):
        return False
    match output.get("output_type"):
        case "stream":
            return isinstance(output.get("name"), str) and _is_text(output.get("text"))
        case "error":
            return isinstance(output.get("traceback"), list)
        case "display_data" | "execute_result":
            return isinstance(output.get("data"), dict)
    return False


def grade_id(cell: NotebookNode) -> str | None:
    """Give the name by which nbgrader knows a cell, if it has one."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) and name else None


def nbgrader_cells(nb: NotebookNode) -> Iterator[NotebookNode]:
    """Give the cells that nbgrader knows (they have a grade_id), in order."""
    return (cell for cell in nb.cells if grade_id(cell))


def grade_cells(nb: NotebookNode) -> Iterator[NotebookNode]:
    """Give the cells that earn points: tests and answers that a person grades, in order."""
    return (cell for cell in nbgrader_cells(nb) if is_grade(cell) or is_task(cell))


def grade_ids(nb: NotebookNode) -> list[str]:
    """List the grade_ids of a notebook in order, doubled ones as often as they stand there."""
    return [cell.metadata.nbgrader.grade_id for cell in nbgrader_cells(nb)]


def solution_text(source: str) -> str:
    r"""Give an instructor's answer as a student would have written it: no delimiter lines.

    >>> solution_text("def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION")
    'def f():\n    return 1'
    """
    return "\n".join(line for line in source.split("\n") if not is_delimiter(line, SOLUTION))


BUSY, IDLE = "iopub.status.busy", "iopub.status.idle"


def cell_seconds(nb: NotebookNode) -> Iterator[tuple[str, float]]:
    """Give the seconds each cell took in the last run, by the kernel's own clock."""
    for cell in nbgrader_cells(nb):
        times = cell.metadata.get("execution", {})
        try:
            begin, end = (datetime.fromisoformat(times[key]) for key in (BUSY, IDLE))
        except (KeyError, TypeError, ValueError):
            continue
        yield cell.metadata.nbgrader.grade_id, (end - begin).total_seconds()


def shared_times(times: Mapping[str, str], seconds: Sequence[float]) -> list[dict[str, str]]:
    """Split the time of a run that served several cells, one after another.

    Parameters
    ----------
    times : mapping
        When the run began and ended, as a cell's metadata say it under "execution".
    seconds : sequence of float
        What each cell took. The first also gets what belongs to none.

    Returns
    -------
    list of dict
        The same for each cell; empty where the times are not known.

    Examples
    --------
    >>> run = {"iopub.status.busy": "2026-01-01T10:00:00+00:00",
    ...        "iopub.status.idle": "2026-01-01T10:00:05+00:00"}
    >>> [time["iopub.status.busy"][17:19] for time in shared_times(run, [1.0, 1.0, 2.0])]
    ['00', '02', '03']
    """
    try:
        begin, end = (datetime.fromisoformat(times[key]) for key in (BUSY, IDLE))
    except (KeyError, TypeError, ValueError):
        return []
    ends = [end - timedelta(seconds=sum(seconds[number:])) for number in range(1, len(seconds) + 1)]
    begins = [begin, *ends[:-1]]
    return [
        {BUSY: max(begin, first).isoformat(), IDLE: max(begin, last).isoformat()}
        for first, last in zip(begins, ends, strict=True)
    ]


def is_test(cell: NotebookNode) -> bool:
    """Whether the cell is an autograded test: locked code that earns points."""
    return bool(cell.cell_type == "code" and is_grade(cell) and not is_solution(cell))


def points(cell: NotebookNode) -> float:
    """Give the points that the cell can earn."""
    if is_grade(cell) or is_task(cell):
        return float(cell.metadata.nbgrader.get("points", 0))
    return 0.0


def homeroom_metadata(cell: NotebookNode) -> dict[str, Any]:
    """Give what a cell's metadata say under "homeroom"."""
    found = cell.metadata.get("homeroom", {})
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Question:
    """One thing a notebook asks for.

    `kind` is "auto" (a hidden test), "manual" (a person) or "visible" (checked in sight, no
    points); `binds` are the names its answer binds; `seconds` is what its test may take.
    """

    grade_id: str
    kind: str
    points: float
    binds: tuple[str, ...] = field(default=())
    seconds: float | None = None


def questions(nb: NotebookNode) -> list[Question]:
    """List the questions of an instructor's notebook, in order."""
    found: list[Question] = []
    answers: list[NotebookNode] = []
    tested = False
    for cell in nbgrader_cells(nb):
        name = cell.metadata.nbgrader.grade_id
        if is_grade(cell) and is_solution(cell) or is_task(cell) or _is_written(cell):
            found.append(Question(name, "manual", points(cell), _binds([cell])))
        elif is_solution(cell):
            # Several tests in a row judge the same answers.
            answers = [cell] if tested else [*answers, cell]
            tested = False
        elif is_test(cell):
            seconds = float(homeroom_metadata(cell).get("seconds", 1))
            found.append(Question(name, "auto", points(cell), _binds(answers), seconds))
            tested = True
        elif is_visible_check(cell):
            seconds = float(homeroom_metadata(cell).get("seconds", 1))
            new = [] if tested else answers
            found.append(Question(name, "visible", 0.0, _binds(new), seconds))
            tested = True
    return found


def _is_written(cell: NotebookNode) -> bool:
    """Whether a locked cell that is no code earns points: nbgrader has a person grade it."""
    return bool(is_grade(cell) and cell.cell_type != "code")


def is_visible_check(cell: NotebookNode) -> bool:
    """Whether a locked code cell tests an optional part in sight, for no points."""
    locked = cell.cell_type == "code" and is_locked(cell) and not is_grade(cell)
    return bool(locked and has_checks(cell.source))


def _binds(answers: list[NotebookNode]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for cell in answers:
        if cell.cell_type == "code":
            names.update(dict.fromkeys(sorted(bound_names(cell.source, imports=False))))
    return tuple(names)
