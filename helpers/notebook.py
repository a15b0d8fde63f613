"""Read a notebook file without Jupyter."""

import ast
import json
import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Cell = dict[str, Any]

# Cell magics whose body is Python that defines names in the notebook.
_PYTHON_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")
_MAGIC_LINE = re.compile(r"^(\s*)(?:[%!?].*|[\w.]+\?{1,2}|[\w, ]+=\s*[%!].*)$")


class NotebookError(ValueError):
    """A notebook cannot be found or read; the message says what to do."""


def read_notebook(path: Path) -> list[Cell]:
    """Read the cells of a notebook.

    Parameters
    ----------
    path : pathlib.Path
        An ``.ipynb`` file.

    Returns
    -------
    list of dict
        Cells as they stand in the file, but with ``source`` always one string and ``metadata``
        and ``outputs`` always there.

    Raises
    ------
    NotebookError
        If the file cannot be opened or is not a notebook.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise NotebookError(f"{path} cannot be opened: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise NotebookError(
            f"{path} is not a notebook ({str(error).splitlines()[0]}); expected the .ipynb file "
            "that Jupyter or Colab saves (File > Download > Download .ipynb)"
        ) from None
    return cells_of(content, str(path))


def cells_of(content: Any, name: str) -> list[Cell]:
    r"""Return the cells of a notebook that was parsed already.

    Parameters
    ----------
    content : object
        What the JSON of the notebook holds.
    name : str
        What to call it in an error message.

    Returns
    -------
    list of dict

    Raises
    ------
    NotebookError
        If it is not a notebook of format 4.

    Examples
    --------
    >>> cells_of({"cells": [{"cell_type": "code", "source": ["a = 1\n", "b"]}]}, "x")[0]["source"]
    'a = 1\nb'
    """
    found = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(found, list) or not all(isinstance(cell, dict) for cell in found):
        raise NotebookError(f"{name} has no cells; expected a notebook of format 4 (.ipynb)")
    return [_whole(cell) for cell in found]


def _whole(cell: Cell) -> Cell:
    """Fill in what a damaged or minimal cell lacks."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(str(line) for line in source)
    metadata, outputs = cell.get("metadata"), cell.get("outputs")
    return cell | {
        "cell_type": str(cell.get("cell_type", "")),
        "source": str(source),
        "metadata": metadata if isinstance(metadata, dict) else {},
        "outputs": [one for one in outputs if isinstance(one, dict)]
        if isinstance(outputs, list)
        else [],
    }


def find_notebook(folder: Path, assignment: str | None = None) -> Path:
    """Find the single notebook of a folder, also when a download has renamed it.

    Parameters
    ----------
    folder : pathlib.Path
        Where to look; not below.
    assignment : str, optional
        Such as ``"hw01"``: look only at names that contain it, like ``Copy_of_hw01.ipynb`` and
        ``hw01 (1).ipynb``.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    NotebookError
        If there is none, or more than one.
    """
    every = sorted(path for path in folder.glob("*.ipynb") if path.is_file())
    fits = every
    if assignment is not None:
        # Not hw011, not myhw01; but Copy_of_hw01 and hw01-final.
        named = re.compile(rf"(?<![a-z0-9]){re.escape(assignment)}(?![0-9])", re.IGNORECASE)
        fits = [path for path in every if named.search(path.stem)]
    wanted = "notebook" if assignment is None else f"{assignment} notebook"
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise NotebookError(
            f"{len(fits)} {wanted}s in {folder}: {_listed(fits)}; expected one, so name the one "
            "you mean"
        )
    there = f" (it holds {_listed(every)})" if every else ""
    raise NotebookError(f"no {wanted} in {folder}{there}; go to its folder, or name the file")


def _listed(paths: Iterable[Path]) -> str:
    return ", ".join(path.name for path in paths)


def plain_python(source: str) -> str:
    r"""Return the Python of a code cell, with IPython's own lines replaced by ``pass``.

    Parameters
    ----------
    source : str
        A code cell; magics (``%matplotlib inline``), shell lines (``!ls``) and questions
        (``x?``) are allowed.

    Returns
    -------
    str
        As many lines, so that line numbers still hold.

    Examples
    --------
    >>> print(plain_python("%matplotlib inline\nif True:\n    !ls\nx = 7 % 3"))
    pass
    if True:
        pass
    x = 7 % 3
    """
    lines = source.splitlines()
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is not None and lines[first].lstrip().startswith("%%"):
        if not lines[first].lstrip().startswith(_PYTHON_MAGICS):
            return ""
        lines[first] = "pass"
    try:
        # A line inside brackets or quotes may begin with % and be no magic.
        quiet_parse("\n".join(lines))
    except (SyntaxError, ValueError):
        return "\n".join(_MAGIC_LINE.sub(r"\1pass", line) for line in lines)
    return "\n".join(lines)


def quiet_parse(source: str) -> ast.Module:
    r"""Parse Python without the warnings that the compiler writes to stderr.

    Parameters
    ----------
    source : str

    Returns
    -------
    ast.Module

    Raises
    ------
    SyntaxError, ValueError
        If it is not Python.

    Examples
    --------
    >>> len(quiet_parse("a = '\\d'").body)
    1
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)
