"""Mutants: the instructor's answer with one small thing wrong, as a student might have it wrong."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from homeroom.notebooks import solution_text
from homeroom.regions import SOLUTION, is_delimiter


@dataclass(frozen=True)
class Edit:
    """One change of a source: a node of its tree, and the text that takes its place.

    Where `node` is a statement, the text may be `""`: the statement goes.
    """

    node: ast.expr | ast.stmt
    text: str


@dataclass(frozen=True)
class Mutant:
    """A changed answer.

    Attributes
    ----------
    question : str
    operator : str
        What was done to it, in words.
    line : str
        The line that was changed, without its indentation.
    becomes : str
        What stands there now.
    after : str
        The line above, which tells apart changes of lines that read the same.
    source, original : str
        Text of the answer cell, changed and as it was.
    """

    question: str
    operator: str
    line: str
    becomes: str
    after: str
    source: str
    original: str

    @property
    def diff(self) -> str:
        """The change as a unified diff with its surroundings."""
        lines = difflib.unified_diff(
            solution_text(self.original).split("\n"),
            solution_text(self.source).split("\n"),
            self.question,
            f"{self.question} ({self.operator})",
            lineterm="",
            n=3,
        )
        return "\n".join(lines)


class Place:
    """A node of an answer with what operators ask about its surroundings."""

    def __init__(self, tree: ast.Module, source: str) -> None:
        self.source = source
        self.parents = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node that holds this one."""
        return self.parents.get(node)

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """All nodes that hold this one, from the inside."""
        while (up := self.parents.get(node)) is not None:
            yield up
            node = up

    def function(self, node: ast.AST) -> ast.FunctionDef | None:
        """The innermost function around the node."""
        return next((n for n in self.above(node) if isinstance(n, ast.FunctionDef)), None)

    def block(self, node: ast.stmt) -> list[ast.stmt]:
        """The statements among which this one stands."""
        up = self.parents[node]
        for name in ("body", "orelse", "finalbody"):
            block = getattr(up, name, None)
            if isinstance(block, list) and node in block:
                return block
        return [node]

    def text(self, node: ast.AST) -> str:
        """The text of a node."""
        return ast.get_source_segment(self.source, node) or ""

    @cached_property
    def lines(self) -> list[bytes]:
        """The source's lines; columns of nodes count bytes."""
        return [line.encode() for line in self.source.split("\n")]


Operator = Callable[[ast.AST, Place], Iterator[Edit]]


def mutants_of(question: str, source: str) -> list[Mutant]:
    r"""All mutants of an answer; two ways to the same program count once.

    Parameters
    ----------
    question : str
    source : str
        The answer cell; what lies outside its solution regions is given and stays.

    >>> cell = "def f(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION"
    >>> [m.becomes for m in mutants_of("f", cell) if m.operator == "other arithmetic"]
    ['return x - 1']
    """
    from homeroom.audit.classic import CLASSIC
    from homeroom.audit.deep import DEEP

    tree = ast.parse(source)
    place = Place(tree, source)
    own = _solution_lines(source)
    seen = {ast.dump(tree)}
    found = []
    for node in ast.walk(tree):
        if getattr(node, "lineno", None) not in own or _is_docstring(node, place):
            continue
        for name, operator in {**DEEP, **CLASSIC}.items():
            for edit in operator(node, place):
                changed = _applied(edit, place)
                try:
                    dump = ast.dump(ast.parse(changed))
                except SyntaxError:
                    continue
                if dump in seen:
                    continue
                seen.add(dump)
                lines = _changed_lines(source, changed, edit)
                found.append(Mutant(question, name, *lines, changed, source))
    return found


def _solution_lines(source: str) -> set[int]:
    """Numbers of the lines inside solution regions."""
    inside, numbers = False, set()
    for number, line in enumerate(source.split("\n"), 1):
        if is_delimiter(line, SOLUTION):
            inside = not inside
        elif inside:
            numbers.add(number)
    return numbers


def _is_docstring(node: ast.AST, place: Place) -> bool:
    """Whether the node is text that stands by itself."""
    statement = node if isinstance(node, ast.Expr) else place.parent(node)
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Constant):
        return False
    return isinstance(statement.value.value, str)


def _applied(edit: Edit, place: Place) -> str:
    """The whole source after the edit."""
    node, text = edit.node, edit.text
    if isinstance(node, ast.stmt):
        indent = " " * node.col_offset
        text = ("\n" + indent).join((text or "pass").split("\n"))
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    before = place.lines[:first] + [place.lines[first][: node.col_offset]]
    after = [place.lines[last][node.end_col_offset :]] + place.lines[last + 1 :]
    return (b"\n".join(before) + text.encode() + b"\n".join(after)).decode()


def _changed_lines(source: str, changed: str, edit: Edit) -> tuple[str, str, str]:
    """The lines that differ, before and after, and the line above; all without indentation."""
    old, new = source.split("\n"), changed.split("\n")
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            # Where lines only come or go, the statement that was changed says more than nothing.
            first = i1 if i2 > i1 else edit.node.lineno - 1
            before = old[first : max(i2, first + 1)]
            above = old[first - 1].strip() if first else ""
            return " ".join(map(str.strip, before)), " ".join(map(str.strip, new[j1:j2])), above
    first = edit.node.lineno - 1
    return old[first].strip(), "", old[first - 1].strip() if first else ""
