"""Ready answers to a homework's questions, right and wrong, from ``tests/variants/hwNN``.

One short Python file per answer, named ``QUESTION__IDEA.py``, in the folder ``right`` or ``wrong``.
The file is what a student would have typed into the answer cell; its docstring says the idea in one
line. A wrong answer loses every test of its question unless a line ``# loses: GRADE_ID, GRADE_ID``
names the ones it loses. A line ``# typical`` marks a mistake that many students make: the
demonstration class makes these, and the quick tests try them.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from homeroom.errors import HomeroomError

_LOSES = re.compile(r"^#\s*loses:\s*(?P<names>.+)\n*", re.MULTILINE)
_TYPICAL = re.compile(r"^#\s*typical\s*\n*", re.MULTILINE)


class VariantError(HomeroomError):
    """A file under ``tests/variants`` that cannot be used, with the file and the remedy."""


@dataclass(frozen=True)
class Variant:
    """One ready answer.

    Attributes
    ----------
    question : str
        ``grade_id`` of the answer cell that it fills.
    idea : str
        What is done differently, as in the file's name.
    right : bool
        Whether it must be accepted.
    source : str
        Text of the answer cell.
    about : str
        The idea in a sentence.
    loses : frozenset of str, optional
        Test cells that a wrong answer must lose; None for all of its question.
    typical : bool
        Whether many students make this mistake.
    """

    question: str
    idea: str
    right: bool
    source: str
    about: str
    loses: frozenset[str] | None = None
    typical: bool = False


def read_variant(path: Path) -> Variant:
    """Read one file ``right/QUESTION__IDEA.py`` or ``wrong/QUESTION__IDEA.py``.

    Raises
    ------
    VariantError
        If the name has no ``__``, or the file is not Python with a docstring.
    """
    question, separator, idea = path.stem.partition("__")
    if not (separator and question and idea):
        raise VariantError(
            f"{path}: the name should be QUESTION__IDEA.py, with two underscores between"
        )
    source = path.read_text(encoding="utf-8")
    try:
        about = ast.get_docstring(ast.parse(source))
    except SyntaxError as error:
        raise VariantError(f"{path}: not valid Python ({error.msg}, line {error.lineno})") from None
    if not about:
        raise VariantError(
            f"{path}: begin the file with a docstring that says the idea in one line"
        )
    names = _LOSES.search(source)
    right = path.parent.name == "right"
    if right and names:
        raise VariantError(
            f"{path}: a right answer loses nothing; move it to wrong/ or drop '# loses:'"
        )
    typical = _TYPICAL.search(source) is not None
    if right and typical:
        raise VariantError(f"{path}: only a mistake is typical; drop '# typical'")
    loses = frozenset(re.findall(r"\w+", names["names"])) if names else None
    answer = _LOSES.sub("", _TYPICAL.sub("", source)).rstrip() + "\n"
    return Variant(question, idea, right, answer, about, loses, typical)


def read_variants(folder: Path) -> list[Variant]:
    """All ready answers of a homework, sorted by question and idea; empty where there are none.

    Parameters
    ----------
    folder : Path
        ``tests/variants/hwNN``, with the folders ``right`` and ``wrong`` in it.
    """
    files = [path for kind in ("right", "wrong") for path in sorted((folder / kind).glob("*.py"))]
    return [read_variant(path) for path in files]
