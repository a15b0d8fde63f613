"""Computational graphs, drawn from the lines of a calculation."""

import ast
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.plots.canvas import COLORS, drawing
from helpers.plots.layers import Layout, arrange

_SYMBOLS: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "×",
    ast.Div: "÷",
    ast.Pow: "^",
    ast.MatMult: "@",
    ast.Mod: "mod",
    ast.FloorDiv: "//",
    ast.USub: "−",
    ast.UAdd: "+",
}
_ACROSS, _UP = 0.82, 0.8  # inches between neighbours
_GREEN, _RED = "#1a7a34", COLORS[1]


@dataclass(frozen=True)
class Node:
    """A part of a calculation.

    Attributes
    ----------
    kind : {"input", "constant", "operator", "name"}
        A name is what a line assigns.
    label : str
        Symbol or name.
    """

    kind: Literal["input", "constant", "operator", "name"]
    label: str


def computation_graph(
    steps: str,
    *,
    values: Mapping[str, float] | None = None,
    gradients: Mapping[str, float] | None = None,
    ax: Axes | None = None,
) -> Figure:
    """Draw a calculation as a graph: inputs on the left, one circle per operator.

    Parameters
    ----------
    steps : str
        Lines such as ``d = y_hat - y`` or ``L = -log(p)``, in the order in which they are worked
        out. Operators and function calls become circles, what a line assigns stands behind its
        circle. A name that no line assigns is an input.
    values : mapping, optional
        Name to number, written in green above the name: what the forward pass found.
    gradients : mapping, optional
        Name to number, written in red below the name: what the backward pass found.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If a line is no assignment of an expression to a name, or a name is assigned twice or
        after it was used, or a value belongs to no name.

    Examples
    --------
    >>> figure = computation_graph("d = x * w - y", values={"x": 2, "w": 3})
    >>> [text.get_text() for text in figure.axes[0].texts if text.get_text()]
    ['x', '2', 'w', '3', '×', 'y', '−', 'd']
    """
    nodes, edges = read_steps(steps)
    numbers = _numbers(nodes, values, gradients)
    layout = arrange(len(nodes), edges)
    size = (_ACROSS * layout.columns + 0.2, _UP * layout.rows + 0.3)
    with drawing(ax, size) as (figure, (frame, *_)):
        frame.set_axis_off()
        frame.set_xlim(-0.6, layout.columns - 0.4)
        frame.set_ylim(-layout.rows / 2 - 0.1, layout.rows / 2 + 0.1)
        _draw_arrows(frame, layout, nodes, edges)
        for node, place in zip(nodes, layout.places, strict=True):
            _draw_node(frame, node, place, numbers)
    return figure


def read_steps(steps: str) -> tuple[list[Node], list[tuple[int, int]]]:
    """Read the lines of a calculation.

    Parameters
    ----------
    steps : str
        As for :func:`computation_graph`.

    Returns
    -------
    nodes : list of Node
    edges : list of tuple of int
        From a node to the one that uses it, by position.

    Raises
    ------
    ValueError
        As for :func:`computation_graph`.

    Examples
    --------
    >>> nodes, edges = read_steps("d = x - y")
    >>> [(node.kind, node.label) for node in nodes]
    [('input', 'x'), ('input', 'y'), ('operator', '−'), ('name', 'd')]
    >>> edges
    [(0, 2), (1, 2), (2, 3)]
    """
    reader = _Reader()
    for line in textwrap.dedent(steps).splitlines():
        if line.strip() and not line.strip().startswith("#"):
            reader.read(line.strip())
    if not reader.edges:
        raise ValueError("no step was given; expected lines such as 'd = y_hat - y'")
    return reader.nodes, reader.edges


class _Reader:
    """Collects nodes and edges line by line."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.edges: list[tuple[int, int]] = []
        self._named: dict[str, int] = {}

    def read(self, line: str) -> None:
        try:
            (statement,) = ast.parse(line).body
        except (SyntaxError, ValueError):
            raise ValueError(f"cannot read {line!r}; expected a line such as 'd = a - b'") from None
        if (
            not isinstance(statement, ast.Assign)
            or len(statement.targets) > 1
            or not isinstance(statement.targets[0], ast.Name)
        ):
            raise ValueError(f"{line!r} gives no name a value; expected a line as 'd = a - b'")
        node = self._expression(statement.value, line)
        if self.nodes[node].kind != "operator":
            raise ValueError(f"{line!r} works nothing out; expected an operator or a function")
        name = statement.targets[0].id
        if name in self._named:
            raise ValueError(
                f"{line!r} gives {name} a second value; expected a new name, for in a graph every "
                "result has one of its own"
            )
        self._named[name] = self._add("name", name, [node])

    def _add(self, kind: Any, label: str, needs: list[int]) -> int:
        self.nodes.append(Node(kind, label))
        at = len(self.nodes) - 1
        self.edges += [(one, at) for one in needs]
        return at

    def _expression(self, part: ast.expr, line: str) -> int:
        """Return the node that an expression comes from."""
        if isinstance(part, ast.Name):
            if part.id not in self._named:
                self._named[part.id] = self._add("input", part.id, [])
            return self._named[part.id]
        if isinstance(part, ast.Constant) and isinstance(part.value, int | float):
            return self._add("constant", f"{part.value:g}", [])
        operands: list[ast.expr] = []
        symbol = None
        if isinstance(part, ast.BinOp):
            symbol, operands = _SYMBOLS.get(type(part.op)), [part.left, part.right]
            if symbol == "^" and isinstance(part.right, ast.Constant):
                # A square has one arrow that comes in, and none for the 2.
                symbol, operands = f"( )$^{{{part.right.value!r}}}$", [part.left]
        elif isinstance(part, ast.UnaryOp):
            symbol, operands = _SYMBOLS.get(type(part.op)), [part.operand]
        elif isinstance(part, ast.Call) and not part.keywords:
            symbol, operands = ast.unparse(part.func).split(".")[-1], part.args
        if symbol is None:
            raise ValueError(
                f"cannot draw {ast.unparse(part)!r} in {line!r}; expected names, numbers, "
                "operators and function calls"
            )
        return self._add("operator", symbol, [self._expression(one, line) for one in operands])


def _numbers(
    nodes: list[Node],
    values: Mapping[str, float] | None,
    gradients: Mapping[str, float] | None,
) -> dict[str, list[tuple[float, int, str]]]:
    """Return for every name its numbers, with where and in which colour to write them."""
    known = [node.label for node in nodes if node.kind in ("input", "name")]
    found: dict[str, list[tuple[float, int, str]]] = {}
    for given, what, side, color in (
        (values, "value", 1, _GREEN),
        (gradients, "gradient", -1, _RED),
    ):
        for name, number in (given or {}).items():
            if name not in known:
                raise ValueError(
                    f"a {what} was given for {name}; expected one of {', '.join(known)}"
                )
            found.setdefault(name, []).append((float(number), side, color))
    return found


def _draw_arrows(frame: Axes, layout: Layout, nodes: list[Node], edges: Any) -> None:
    for (start, end), route in zip(edges, layout.routes, strict=True):
        for one, other in zip(route, route[1:], strict=False):
            first, last = one == route[0], other == route[-1]
            slope = ((other[0] - one[0]) * _ACROSS, (other[1] - one[1]) * _UP)
            frame.annotate(
                "",
                xy=other,
                xytext=one,
                arrowprops={
                    "arrowstyle": "-|>" if last else "-",
                    "color": "0.45",
                    "linewidth": 1.2,
                    "shrinkA": _reach(nodes[start], slope) if first else 0,
                    "shrinkB": _reach(nodes[end], slope) if last else 0,
                    "mutation_scale": 10,
                },
            )


def _reach(node: Node, slope: tuple[float, float]) -> float:
    """How far an arrow in some direction stays away from the middle of a node, in points."""
    x, y = (abs(one) / hypot(*slope) for one in slope)
    wide = 6 + (2.6 if _is_word(node) else 3.3) * _width(node)
    return 3 + min(wide / max(x, 1e-6), 10 / max(y, 1e-6))


def _is_word(node: Node) -> bool:
    """Whether an operator is a word, to be written smaller."""
    return node.kind == "operator" and _width(node) > 2


def _width(node: Node) -> int:
    """Count the characters that are seen."""
    return 2 if "$" in node.label else len(node.label)


def _draw_node(
    frame: Axes, node: Node, place: tuple[float, float], numbers: Mapping[str, Any]
) -> None:
    """Draw an operator or write a name, with its value above and its gradient below."""
    label = node.label
    box: dict[str, Any] = {"boxstyle": "round,pad=0.3", "edgecolor": "none", "facecolor": "white"}
    if node.kind == "operator":
        shape = "round,pad=0.4,rounding_size=0.9" if _is_word(node) else "circle,pad=0.3"
        box |= {"boxstyle": shape, "edgecolor": COLORS[0], "linewidth": 1.5}
    elif node.kind != "name":
        box["facecolor"] = "0.91"  # what comes from outside
    frame.text(
        *place,
        label,
        ha="center",
        va="center",
        fontsize=8 if _is_word(node) else 10,
        bbox=box,
        zorder=3,
    )
    for number, side, color in numbers.get(label, []) if node.kind in ("input", "name") else []:
        frame.annotate(
            f"{number:.4g}",
            place,
            xytext=(0, 11 * side),
            textcoords="offset points",
            ha="center",
            va="bottom" if side > 0 else "top",
            color=color,
            fontsize=9,
            zorder=4,
        )
