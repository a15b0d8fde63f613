"""Operators of mutation testing for any Python code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from homeroom.audit.mutants import Edit, Operator, Place

_ARITHMETIC = {
    ast.Add: ["-"], ast.Sub: ["+"], ast.Mult: ["/", "+"], ast.Div: ["*"], ast.FloorDiv: ["*"],
    ast.Mod: ["//"], ast.Pow: ["*"], ast.MatMult: ["*"],
}  # fmt: skip
_COMPARISON = {
    ast.Lt: ["<=", ">="], ast.LtE: ["<", ">"], ast.Gt: [">=", "<="], ast.GtE: [">", "<"],
    ast.Eq: ["!="], ast.NotEq: ["=="], ast.Is: ["is not"], ast.IsNot: ["is"],
    ast.In: ["not in"], ast.NotIn: ["in"],
}  # fmt: skip

_LIBRARIES = ("np", "torch", "nn", "F", "math", "copy", "plt")


def _swap_arithmetic(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.BinOp):
        for sign in _ARITHMETIC.get(type(node.op), []):
            yield Edit(node, f"{_tight(node.left, place)} {sign} {_tight(node.right, place)}")


def _drop_operand(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.BinOp):
        yield Edit(node, _tight(node.left, place))
        yield Edit(node, _tight(node.right, place))
    if isinstance(node, ast.UnaryOp):
        yield Edit(node, _tight(node.operand, place))


def _flip_sign(node: ast.AST, place: Place) -> Iterator[Edit]:
    up = place.parent(node)
    if (
        isinstance(node, ast.expr)
        and (isinstance(up, ast.Return) or (isinstance(up, ast.Tuple) and _returned(up, place)))
        and (isinstance(node, ast.BinOp | ast.Name | ast.UnaryOp) or _is_arithmetic_call(node))
    ):
        yield Edit(node, f"-({place.text(node)})")


def _is_arithmetic_call(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def _change_comparison(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for sign in _COMPARISON[type(node.ops[0])]:
            yield Edit(node, f"{place.text(node.left)} {sign} {place.text(node.comparators[0])}")


def _swap_logic(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.BoolOp):
        sign = " or " if isinstance(node.op, ast.And) else " and "
        yield Edit(node, sign.join(_tight(value, place) for value in node.values))


def _fix_condition(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        for value in ("True", "False"):
            if not (isinstance(node, ast.While) and value == "True"):
                yield Edit(node.test, value)


def _change_constant(node: ast.AST, place: Place) -> Iterator[Edit]:
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield Edit(node, str(not value))
    elif isinstance(value, int):
        yield Edit(node, str(value + 1))
        yield Edit(node, str(value - 1))
    elif isinstance(value, float):
        yield Edit(node, repr(value * 2 if value else 1.0))
        yield Edit(node, repr(value / 10 if value else -1.0))
    elif isinstance(value, str):
        in_f_string = isinstance(place.parent(node), ast.JoinedStr)
        if not in_f_string and "\n" not in value:
            yield Edit(node, repr(value + "_"))


def _return_nothing(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Return) and node.value is not None:
        yield Edit(node.value, "None")


def _reorder_results(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and _returned(node, place):
        texts = [place.text(item) for item in node.elts]
        for i in range(len(texts) - 1):
            swapped = [*texts[:i], texts[i + 1], texts[i], *texts[i + 2 :]]
            text = ", ".join(swapped)
            yield Edit(node, f"({text})" if place.text(node).startswith("(") else text)


def _delete_statement(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Expr | ast.Assign | ast.AugAssign | ast.Return | ast.If | ast.For):
        yield Edit(node, "")


def _change_assignment(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.AugAssign):
        target, value = place.text(node.target), place.text(node.value)
        yield Edit(node, f"{target} = {value}")
        sign = "-" if isinstance(node.op, ast.Add) else "+"
        yield Edit(node, f"{target} {sign}= {value}")


def _leave_loop(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.For):
        last = node.body[-1]
        yield Edit(last, f"{_text_of_statement(last, place)}\nbreak")
        yield Edit(node.iter, f"list({place.text(node.iter)})[1:]")


def _text_of_statement(node: ast.stmt, place: Place) -> str:
    """The statement's text with its own indentation taken off all lines but the first."""
    lines = place.text(node).split("\n")
    return "\n".join([lines[0], *(line[node.col_offset :] for line in lines[1:])])


def _unwrap_call(node: ast.AST, place: Place) -> Iterator[Edit]:
    """`f(x)` becomes `x`, `x.f()` becomes `x`."""
    if not isinstance(node, ast.Call) or isinstance(place.parent(node), ast.Expr):
        return
    if len(node.args) >= 1 and not isinstance(node.args[0], ast.Starred | ast.GeneratorExp):
        yield Edit(node, _tight(node.args[0], place))
    if isinstance(node.func, ast.Attribute):
        whose = node.func.value
        if not (isinstance(whose, ast.Name) and whose.id in _LIBRARIES):
            yield Edit(node, _tight(whose, place))


def _drop_keyword(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            rest = [*node.args, *(k for k in node.keywords if k is not keyword)]
            yield Edit(node, _call(place.text(node.func), rest, place))


def _swap_arguments(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Call) and len(node.args) >= 2 and not _is_sequential(node):
        first, second, *rest = node.args
        if not isinstance(first, ast.Starred) and not isinstance(second, ast.Starred):
            yield Edit(
                node, _call(place.text(node.func), [second, first, *rest, *node.keywords], place)
            )


def _is_sequential(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr == "Sequential"


def _drop_slice(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        yield Edit(node, place.text(node.value))


def _use_neighbour(node: ast.AST, place: Place) -> Iterator[Edit]:
    """`w1` becomes `w2`: the slip of copying a line and not changing all of it."""
    if not isinstance(node, ast.Name | ast.Attribute) or not isinstance(node.ctx, ast.Load):
        return
    name = node.id if isinstance(node, ast.Name) else node.attr
    around = place.function(node)
    if around is None or not re.search(r"[12]", name):
        return
    other = re.sub(r"[12]", lambda m: "2" if m[0] == "1" else "1", name)
    known = {n.id for n in ast.walk(around) if isinstance(n, ast.Name)}
    known |= {a.arg for a in around.args.args}
    known |= {n.attr for n in ast.walk(around) if isinstance(n, ast.Attribute)}
    if other in known:
        text = place.text(node)
        yield Edit(node, text[: len(text) - len(name)] + other)


def _returned(node: ast.AST, place: Place) -> bool:
    """Whether the tuple is what a function returns, or a part of it."""
    up = place.parent(node)
    return isinstance(up, ast.Return) or (isinstance(up, ast.Tuple) and _returned(up, place))


def _call(function: str, arguments: list, place: Place) -> str:
    return f"{function}({', '.join(place.text(argument) for argument in arguments)})"


def _tight(node: ast.AST, place: Place) -> str:
    """Text of an operand that keeps together in any surroundings."""
    loose = ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.IfExp | ast.Lambda | ast.Tuple
    text = place.text(node)
    return f"({text})" if isinstance(node, loose) and not text.startswith("(") else text


CLASSIC: dict[str, Operator] = {
    "returns nothing": _return_nothing,
    "other arithmetic": _swap_arithmetic,
    "operand dropped": _drop_operand,
    "sign flipped": _flip_sign,
    "other comparison": _change_comparison,
    "and for or": _swap_logic,
    "condition fixed": _fix_condition,
    "other constant": _change_constant,
    "results reordered": _reorder_results,
    "statement deleted": _delete_statement,
    "other assignment": _change_assignment,
    "loop cut short": _leave_loop,
    "call left out": _unwrap_call,
    "argument dropped": _drop_keyword,
    "arguments swapped": _swap_arguments,
    "slice dropped": _drop_slice,
    "neighbouring name": _use_neighbour,
}
