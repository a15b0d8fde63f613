"""The questions of a homework, as nbgrader's marks in the cells tell them."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from helpers.notebook import Cell


@dataclass(frozen=True)
class Question:
    """One cell that a student answers.

    Attributes
    ----------
    grade_id : str
        Name of the cell.
    answered : bool
        Whether its source differs from what was released.
    points : float
        For the cell itself or for its tests; 0 if that is not known.
    kind : str
        ``"code"`` or ``"text"``.
    """

    grade_id: str
    answered: bool
    points: float
    kind: str


def checksum(cell: Cell) -> str:
    """Compute nbgrader's checksum of a cell.

    Parameters
    ----------
    cell : dict
        With ``metadata.nbgrader``.

    Returns
    -------
    str
        MD5 in hexadecimal, as ``metadata.nbgrader.checksum`` holds it for the released cell.
    """
    marks = _marks(cell)
    grade, solution = marks.get("grade", False), marks.get("solution", False)
    locked = not solution and (True if grade else marks.get("locked", False))
    parts = [cell["source"], cell["cell_type"], str(grade), str(solution), str(locked)]
    parts.append(str(marks.get("grade_id", "")))
    if grade:
        parts.append(str(float(_number(marks.get("points")))))
    return hashlib.md5("".join(parts).encode(errors="replace"), usedforsecurity=False).hexdigest()


def questions(cells: list[Cell]) -> tuple[list[Question], list[str]]:
    """List what is to be answered, and what is wrong with the cells.

    Parameters
    ----------
    cells : list of dict
        Of the notebook.

    Returns
    -------
    questions : list of Question
        In the order of the notebook; a question whose cell is missing is not among them.
    problems : list of str
        Cells that are missing, doubled, or damaged.
    """
    marked = [(str(_marks(cell)["grade_id"]), cell) for cell in cells if "grade_id" in _marks(cell)]
    counts = Counter(grade_id for grade_id, _ in marked)
    points = {grade_id: _number(_marks(cell).get("points")) for grade_id, cell in marked}
    found = {
        grade_id: Question(
            grade_id,
            _answered(cell),
            points[grade_id] or _tested(grade_id, marked),
            "code" if cell["cell_type"] == "code" else "text",
        )
        for grade_id, cell in marked
        if _marks(cell).get("solution") is True
    }
    problems = [
        f"{grade_id} is there {count} times: keep the one with your answer, delete the others"
        for grade_id, count in counts.items()
        if count > 1
    ]
    problems += [
        f"{grade_id} is missing: copy its cell from the released notebook"
        for grade_id in _expected(cells, list(counts))
        if grade_id not in counts
    ]
    problems += [
        f"{grade_id} was changed, but is not yours to change: it will be put back for grading"
        for grade_id, cell in marked
        if _marks(cell).get("solution") is not True
        and _marks(cell).get("checksum")
        and _answered(cell)
    ]
    return list(found.values()), problems


def released_name(cells: list[Cell]) -> str | None:
    """Return the file name under which the notebook is to be handed in.

    Parameters
    ----------
    cells : list of dict
        The cell with the pre-flight check carries ``{"homeroom": {"notebook": name}}``.

    Returns
    -------
    str or None
    """
    for cell in cells:
        ours = cell["metadata"].get("homeroom")
        name = ours.get("notebook") if isinstance(ours, dict) else None
        if isinstance(name, str) and name:
            return f"{name}.ipynb"
    return None


def listed(cells: list[Cell]) -> list[str] | None:
    """Return the cells that were released, where the notebook says so.

    Parameters
    ----------
    cells : list of dict
        One of them, the cell with the pre-flight check, carries the metadata
        ``{"homeroom": {"questions": [grade_id, ...]}}``.

    Returns
    -------
    list of str or None
    """
    for cell in cells:
        ours = cell["metadata"].get("homeroom")
        names = ours.get("questions") if isinstance(ours, dict) else None
        if isinstance(names, list):
            return [str(name) for name in names]
    return None


def _expected(cells: list[Cell], present: list[str]) -> list[str]:
    """Return the cells that should be there."""
    released = listed(cells)
    if released is not None:
        return released
    # Without a list only a pair can tell: a test without its answer, named alike.
    tested = [name.removesuffix("_test") for name in present if name.endswith("_test")]
    return [name for name in tested if name]


def _tested(question: str, marked: list[tuple[str, Cell]]) -> float:
    """Return what the tests of a question can earn; their names begin with its name."""
    return sum(
        _number(_marks(cell).get("points"))
        for grade_id, cell in marked
        if grade_id.startswith(f"{question}_") and _marks(cell).get("solution") is not True
    )


def _answered(cell: Cell) -> bool:
    """Tell whether a cell differs from what was released."""
    released = _marks(cell).get("checksum")
    if released:
        return checksum(cell) != released
    source = cell["source"]
    stub = "YOUR CODE HERE" in source or "YOUR ANSWER HERE" in source
    return bool(source.strip()) and not stub


def _marks(cell: Cell) -> dict[str, Any]:
    marks = cell["metadata"].get("nbgrader")
    return marks if isinstance(marks, dict) else {}


def _number(points: Any) -> float:
    try:
        return float(points)
    except (TypeError, ValueError):
        return 0.0
