"""Which names a test needs, and which of a notebook's cells give them."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from homeroom.syntax import bound_names, parse

_BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True)
class Given:
    """A cell of the instructor's notebook, as far as names are concerned.

    Attributes
    ----------
    name : str
        Its grade_id or id.
    source : str
        The instructor's text.
    trusted : bool
        True for given cells and tests: the judge may run it. False for answers.
    is_test : bool
        Tests are run when it is their turn, never for the sake of a name.
    """

    name: str
    source: str
    trusted: bool
    is_test: bool = False

    @cached_property
    def binds(self) -> frozenset[str]:
        """Names that it binds."""
        return frozenset(bound_names(self.source))

    @cached_property
    def needs(self) -> frozenset[str]:
        """Names that it reads and that are no built-ins."""
        return used_names(self.source)


def used_names(source: str) -> frozenset[str]:
    r"""Names that a cell reads and that are its own nowhere; built-ins are left out.

    What a function reads counts, but for its arguments and what it binds itself.

    >>> sorted(used_names("def f(x):\n    y = len(x)\n    return x + g(y)\nf(z)"))
    ['f', 'g', 'z']
    """
    tree = parse(source)
    if tree is None:
        return frozenset()
    deleted = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)
    }
    try:
        table = symtable.symtable(ast.unparse(tree), "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()  # such as a `global` behind a use: the cell cannot be run
    return frozenset((deleted | set(_read_in(table))) - _BUILTINS)


def _read_in(table: symtable.SymbolTable, own: bool = True) -> Iterator[str]:
    """Give the names that a scope and those within it read of the cell's own scope."""
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (own or symbol.is_global()):
            yield symbol.get_name()
    for child in table.get_children():
        # What a class has not bound yet is looked up outside, as in `x = x`.
        yield from _read_in(child, own=isinstance(child, symtable.Class))


@dataclass(frozen=True)
class Needs:
    """What must be there before a cell can be run.

    Attributes
    ----------
    run : tuple of Given
        Trusted cells, in the notebook's order.
    ask : frozenset of str
        Names to be asked of the student.
    with_answers : frozenset of str
        Names of the cells in ``run`` that use an answer, themselves or through another.
    """

    run: tuple[Given, ...]
    ask: frozenset[str]
    with_answers: frozenset[str]


def needs_of(source: str, before: Sequence[Given]) -> Needs:
    """Find what a cell needs of the cells that stand before it.

    A name is what the last cell binds that binds it; where that is a trusted cell it is run, where
    it is an answer the student is asked. A name that no cell binds may be one of the
    student's own: it is asked as well.

    Parameters
    ----------
    source : str
        The test.
    before : sequence of Given
        Cells before it, in order.
    """
    run: dict[int, Given] = {}
    ask: set[str] = set()
    uses: dict[int, set[int]] = {}
    own = bound_names(source)
    open_names: list[tuple[str, int, int]] = [
        (name, len(before), -1) for name in used_names(source) if name not in own
    ]
    tainted: set[int] = set()
    seen: set[tuple[str, int]] = set()
    while open_names:
        name, limit, user = open_names.pop()
        index = next((i for i in range(limit - 1, -1, -1) if name in before[i].binds), None)
        if index is None or not before[index].trusted:
            ask.add(name)
            tainted.add(user)
            continue
        if before[index].is_test:
            continue  # it was run when it was its turn; its names are still there
        uses.setdefault(index, set()).add(user)
        run[index] = before[index]
        for inner in before[index].needs - before[index].binds:
            # A function's names are looked up when it is called, by then later cells count too.
            if (inner, index) not in seen:
                seen.add((inner, index))
                open_names.append((inner, limit, index))
    _spread(tainted, uses)
    return Needs(
        tuple(run[i] for i in sorted(run)),
        frozenset(ask),
        frozenset(before[i].name for i in tainted if i in run),
    )


def _spread(tainted: set[int], uses: dict[int, set[int]]) -> None:
    """Whoever uses a cell that uses an answer uses the answer too."""
    open_cells = list(tainted)
    while open_cells:
        for user in uses.get(open_cells.pop(), ()):
            if user not in tainted:
                tainted.add(user)
                open_cells.append(user)


def before_each(cells: Iterable[Given]) -> dict[str, tuple[Given, ...]]:
    """The cells before each test, by the test's name."""
    table: dict[str, tuple[Given, ...]] = {}
    passed: list[Given] = []
    for cell in cells:
        if cell.is_test:
            table[cell.name] = tuple(passed)
        passed.append(cell)
    return table
