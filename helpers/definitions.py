"""Take functions, classes and settings out of a student's notebook, and nothing else."""

import ast
import hashlib
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from helpers.notebook import NotebookError, plain_python, quiet_parse, read_notebook

_MODULE = "homework"
_DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_SIMPLE = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.UnaryOp,
    ast.BinOp,
    ast.Tuple,
    ast.List,
    ast.Set,
    ast.Dict,
    ast.operator,
    ast.unaryop,
    ast.expr_context,
)


@dataclass
class Definitions:
    """What a notebook or module defines.

    Attributes
    ----------
    file : pathlib.Path
        Where it was read.
    names : dict
        Every name and what it is bound to.
    digest : str
        Changes when a definition changes; comments, text and other cells do not matter.
    notes : list of str
        What had to be left out, and why.
    """

    file: Path
    names: dict[str, Any]
    digest: str
    notes: list[str] = field(default_factory=list)


def load_definitions(path: Path) -> Definitions:
    """Run the defining statements of a notebook or a module.

    Run are imports, functions, classes and assignments of constants at the top level; not
    training, not plots, no magics and no shell lines. A statement that fails is left out with a
    note, for it may not be needed.

    Parameters
    ----------
    path : pathlib.Path
        An ``.ipynb`` or ``.py`` file.

    Returns
    -------
    Definitions

    Raises
    ------
    NotebookError
        If the file cannot be read.
    """
    module = ModuleType(_MODULE)
    # Classes look their module up by name, dataclasses for one.
    sys.modules[_MODULE] = module
    notes: list[str] = []
    digest = hashlib.sha256()
    for place, source in _parts(path):
        try:
            tree = quiet_parse(source)
        except (SyntaxError, ValueError, RecursionError) as error:
            line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
            notes.append(f"{place}{line}: not Python ({getattr(error, 'msg', error)})")
            continue
        for statement in tree.body:
            if not _defines(statement):
                continue
            digest.update(ast.unparse(statement).encode() + b"\n")
            try:
                only = ast.Module([statement], type_ignores=[])
                exec(compile(only, place, "exec", dont_inherit=True), module.__dict__)
            except Exception as error:
                notes.append(f"{place}, line {statement.lineno}: {type(error).__name__}: {error}")
    return Definitions(path, module.__dict__, digest.hexdigest()[:16], notes)


def _parts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield a name for each cell, or for the module, and its Python."""
    if path.suffix == ".py":
        try:
            yield path.name, path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            raise NotebookError(f"{path} cannot be read: {error}") from None
        return
    if path.suffix != ".ipynb":
        raise NotebookError(f"{path} is neither a notebook (.ipynb) nor a module (.py)")
    code = [cell for cell in read_notebook(path) if cell["cell_type"] == "code"]
    for number, cell in enumerate(code, 1):
        yield f"{path.name}, code cell {number}", plain_python(cell["source"])


def _defines(statement: ast.stmt) -> bool:
    """Tell whether a statement only gives something a name."""
    if isinstance(statement, _DEFINING):
        return True
    if isinstance(statement, ast.Assign):
        targets, assigned = statement.targets, statement.value
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets, assigned = [statement.target], statement.value
    else:
        return False
    named = all(
        isinstance(part, ast.Name | ast.Tuple | ast.List | ast.expr_context)
        for target in targets
        for part in ast.walk(target)
    )
    return named and all(isinstance(part, _SIMPLE) for part in ast.walk(assigned))


def failure(error: BaseException, file: Path) -> str:
    """Say in one line what went wrong in a student's definitions, and where.

    Parameters
    ----------
    error : BaseException
        What was raised while one of the definitions ran.
    file : pathlib.Path
        The file the definitions came from.

    Returns
    -------
    str
        Such as ``hw01.ipynb, code cell 4, line 3, in make_features: ValueError: ...``.
    """
    reason = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
    place = where(error, file)
    return f"{place}: {reason}" if place else reason


def where(error: BaseException, file: Path) -> str:
    """Say which cell, line and function of a student's file raised an error.

    Parameters
    ----------
    error : BaseException
    file : pathlib.Path

    Returns
    -------
    str
        Empty if the error was raised elsewhere.
    """
    # A message about shapes is raised from the failure inside the student's own code.
    here = [
        frame
        for raised in (error, error.__cause__)
        if raised is not None
        for frame in traceback.extract_tb(raised.__traceback__)
        if frame.filename.startswith(file.name)
    ]
    if not here:
        return ""
    return f"{here[-1].filename}, line {here[-1].lineno}, in {here[-1].name}"
