"""Cells that only define functions and classes can be run before a test that stands before them.

To judge tests, a kernel is forked; the fewer forks, the sooner a notebook is graded. So cells that
only define something new are run before the tests that stand in front of them, and these tests
share a fork with those behind.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable
from functools import lru_cache

from homeroom.grading.judge.names import used_names
from homeroom.syntax import bound_names, parse

BY_NAME = re.compile(
    r"(?<![.\w])(?:globals|locals|vars|eval|exec|dir|__main__|get_ipython)\b|^\s*[%!]", re.MULTILINE
)
"""What can reach names without naming them."""


def only_defines(source: str) -> frozenset[str]:
    r"""Give the names that a cell defines, if it does nothing else; none otherwise.

    Examples
    --------
    >>> sorted(only_defines("SIZE = 3\ndef f(x, y=-1):\n    return g(x)"))
    ['SIZE', 'f']
    >>> only_defines("def f(x):\n    return x\n\nf(1)")
    frozenset()
    """
    tree = parse(source)
    if tree is None or BY_NAME.search(source) or not all(map(_defines, tree.body)):
        return frozenset()
    return frozenset(bound_names(source))


def can_run_first(source: str, before: Iterable[str]) -> bool:
    r"""Whether nothing that stands before a cell can tell that it has been run.

    Parameters
    ----------
    source : str
        The cell.
    before : iterable of str
        All cells of code before it.

    Examples
    --------
    >>> can_run_first("def g(x):\n    return x", ["def f(x):\n    return x"])
    True
    >>> can_run_first("def g(x):\n    return x", ["def f(x):\n    return g(x)"])
    False
    """
    defined = only_defines(source)
    if not defined or not defined.isdisjoint(dir(builtins)):
        return False
    return all(not BY_NAME.search(cell) and defined.isdisjoint(_names(cell)) for cell in before)


@lru_cache(maxsize=2_000)  # most cells of a class are the same
def _names(source: str) -> frozenset[str]:
    return used_names(source) | bound_names(source)


def _defines(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(ast.Constant()) | ast.Pass():
            return True
        case ast.Assign([ast.Name()], ast.Constant()):
            return True
        case ast.FunctionDef():
            values = [*statement.args.defaults, *filter(None, statement.args.kw_defaults)]
            return not statement.decorator_list and all(map(_is_constant, values))
        case ast.ClassDef(keywords=[], decorator_list=[]):
            named = all(isinstance(base, ast.Name | ast.Attribute) for base in statement.bases)
            return named and all(map(_defines, statement.body))
    return False


def _is_constant(value: ast.expr) -> bool:
    if isinstance(value, ast.UnaryOp):
        value = value.operand
    if isinstance(value, ast.Tuple):
        return all(map(_is_constant, value.elts))
    return isinstance(value, ast.Constant)
