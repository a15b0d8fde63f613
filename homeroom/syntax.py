"""What a code cell says, read from its syntax tree: names it binds, how it ends."""

from __future__ import annotations

import ast
from collections.abc import Iterator

MAGIC = ("%", "!", "?")


def plain_python(source: str) -> str:
    r"""Replace IPython lines (`%pip …`, `!ls`, `name?`) by `pass`, keeping every line's number.

    >>> plain_python("%pip install x\nif True:\n    !ls")
    'pass\nif True:\n    pass'
    """
    if source.lstrip().startswith("%%"):
        return "\n".join("" for _ in source.split("\n"))
    lines = []
    for line in source.split("\n"):
        bare = line.strip()
        if bare.startswith(MAGIC) or (bare.endswith("?") and "#" not in bare):
            line = line[: len(line) - len(line.lstrip())] + "pass"
        lines.append(line)
    return "\n".join(lines)


def parse(source: str) -> ast.Module | None:
    """Parse the syntax tree of a code cell, or None where it is not Python."""
    for text in (source, plain_python(source)):
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def bound_names(source: str, imports: bool = True) -> set[str]:
    r"""Collect the names that running the cell binds at the top level.

    Assignments, definitions, targets of `for`, `with`, `import` and the walrus count, also
    inside `if`, `try`, `for` and `with` blocks; what functions and classes bind does not.

    >>> sorted(bound_names("import torch as t\nfor i in a:\n    x, *y = i\ndef f(): z = 1"))
    ['f', 'i', 't', 'x', 'y']
    """
    tree = parse(source)
    if tree is None:
        return set()
    return {name for node in _outside_functions(tree) for name in _names_of(node, imports)}


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs in the cell's own scope."""
    for child in ast.iter_child_nodes(node):
        yield child
        inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        comprehension = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
        if not isinstance(child, inner + comprehension):
            yield from _outside_functions(child)


def _names_of(node: ast.AST, imports: bool) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases) if imports:
            yield from (a.asname or a.name.split(".")[0] for a in aliases if a.name != "*")
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name


def called_name(node: ast.expr) -> str:
    """Give the last part of what a call calls: `check_shape` for `testing.check_shape(…)`."""
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
    return ""


def is_check(node: ast.AST) -> bool:
    """Whether a node is an assert or calls `check_…`, `assert…` or `fail`."""
    if isinstance(node, ast.Assert):
        return True
    name = called_name(node) if isinstance(node, ast.Call) else ""
    return name == "fail" or name.startswith(("check_", "assert"))


def has_checks(source: str) -> bool:
    """Whether the cell tests something."""
    tree = parse(source)
    return tree is not None and any(map(is_check, ast.walk(tree)))


def ends_in_score(source: str) -> bool:
    r"""Tell whether the cell's last statement is an expression whose value is its score.

    nbgrader reads partial credit from there. Checks and prints return nothing, so a number
    shown by a cell that ends in one of them was not meant as a score.

    >>> ends_in_score("ok = 3\nok / 4"), ends_in_score("check_shape(x, (1,))")
    (True, False)
    """
    tree = parse(source)
    if tree is None or not tree.body or not isinstance(tree.body[-1], ast.Expr):
        return False
    value = tree.body[-1].value
    if isinstance(value, ast.Constant) and not isinstance(value.value, int | float):
        return False
    return not is_check(value) and called_name(value) != "print"
