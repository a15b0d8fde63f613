"""Operators for what goes wrong in deep learning."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from homeroom.audit.mutants import Edit, Operator, Place

_STEPS = ("zero_grad", "backward", "step")
_OTHER_METHOD = {
    "mean": ["sum"], "sum": ["mean"], "max": ["min"], "argmax": ["argmin"], "maximum": ["minimum"],
    "train": ["eval"], "eval": ["train"], "zeros": ["ones"], "normal": ["uniform"],
    "exp": ["square"], "log": ["log2", "log1p"], "square": ["abs"],
}  # fmt: skip
_OTHER_CLASS = {
    "MaxPool2d": ["AvgPool2d"], "Conv2d": ["ConvTranspose2d"], "ConvTranspose2d": ["Conv2d"],
    "MSELoss": ["L1Loss", "BCELoss", "CrossEntropyLoss"],
    "CrossEntropyLoss": ["NLLLoss", "MSELoss"],
    "Adam": ["SGD", "AdamW", "Adamax"], "AdamW": ["Adam", "SGD"], "Sigmoid": ["Tanh", "ReLU"],
    "ModuleList": ["Sequential"],
    "cross_entropy": ["nll_loss"],
}  # fmt: skip
_ACTIVATIONS = ("ReLU", "Sigmoid", "Tanh", "activation_fn", "activation")
_PARAMETRIC = ("Linear", "Conv2d", "ConvTranspose2d")
_LOSSES = ("MSELoss", "CrossEntropyLoss", "BCELoss", "L1Loss")


def _step_of(node: ast.AST) -> str:
    """Which step of training a statement is: by method, or by a function of that meaning."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return ""
    name = _name(node.value.func)
    own = {"compute_gradients": "backward", "take_step": "step"}
    return own.get(name, name if name in _STEPS else "")


def _change_steps(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Drop one of zero_grad, backward, step, or put it after the next one."""
    if not isinstance(node, ast.stmt) or not _step_of(node):
        return
    yield Edit(node, "")
    block = place.block(node)
    index = block.index(node)
    if index + 1 < len(block) and (following := block[index + 1]):
        both = ast.Expr(value=ast.Constant(0))
        both.lineno, both.col_offset = node.lineno, node.col_offset
        both.end_lineno, both.end_col_offset = following.end_lineno, following.end_col_offset
        place.parents[both] = place.parents[node]
        yield Edit(both, f"{place.text(following)}\n{place.text(node)}")


def _move_to_front(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Clear the gradients once before the loop instead of for every batch."""
    if isinstance(node, ast.For) and len(cleared := _cleared(node)) == 1:
        text = place.text(node).split("\n")
        clearing = place.text(cleared[0])
        kept = [line[node.col_offset :] for line in text[1:] if line.strip() != clearing]
        yield Edit(node, "\n".join([clearing, text[0], *kept]))


def _cleared(node: ast.For) -> list[ast.stmt]:
    return [inner for inner in node.body if _step_of(inner) == "zero_grad"]


def _change_axis(node: ast.AST, place: Place) -> Iterator[Edit]:
    match node:
        case ast.keyword(
            arg="axis" | "dim" | "start_dim", value=ast.Constant(value=int(number)) as value
        ):
            yield Edit(value, str(1 - number))
    if isinstance(node, ast.keyword) and node.arg in ("keepdims", "keepdim"):
        yield Edit(node.value, "False")


def _other_function(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        head = place.text(node.func.value)
        for other in [
            *_OTHER_METHOD.get(node.func.attr, []),
            *_OTHER_CLASS.get(node.func.attr, []),
        ]:
            yield Edit(node.func, f"{head}.{other}")
    elif isinstance(node, ast.Attribute) and node.attr in _OTHER_CLASS:
        for other in _OTHER_CLASS[node.attr]:
            yield Edit(node, f"{place.text(node.value)}.{other}")


def _lose_average(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Without the division by the number of examples."""
    match node:
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Call(func=ast.Name(id="len"))):
            yield Edit(node, place.text(left))


def _change_reduction(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Call) and _name(node.func) in (*_LOSSES, "cross_entropy", "mse_loss"):
        given = [k for k in node.keywords if k.arg == "reduction"]
        for reduction in ("sum", "mean", "none"):
            if given:
                yield Edit(given[0].value, repr(reduction))
            else:
                yield Edit(node, _with(node, f'reduction="{reduction}"', place))
        if _name(node.func) in ("CrossEntropyLoss", "cross_entropy"):
            yield Edit(node, _with(node, "label_smoothing=0.1", place))


def _transpose(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        left, right = place.text(node.left), place.text(node.right)
        yield Edit(node, f"{right} @ {left}")
        yield Edit(node, f"{left} @ ({right}).T")
        yield Edit(node, f"({left}).T @ {right}")
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield Edit(node, place.text(node.value))


def _keep_graph(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Without `detach` or `no_grad`."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="detach" | "item")):
            yield Edit(node, place.text(value))
    if isinstance(node, ast.With):
        for item in node.items:
            if "no_grad" in place.text(item.context_expr):
                yield Edit(item.context_expr, "torch.enable_grad()")


def _layers(node: ast.AST) -> list[ast.expr]:
    """Elements of a list of layers: arguments of nn.Sequential, or a list of nn.Modules."""
    if isinstance(node, ast.Call) and _name(node.func) == "Sequential":
        return node.args
    if isinstance(node, ast.List) and any(
        isinstance(e, ast.Call) and _name(e.func) in (*_PARAMETRIC, *_ACTIVATIONS)
        for e in node.elts
    ):
        return node.elts
    return []


def _change_layers(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Drop a layer, or put it after the next one."""
    layers = _layers(node)
    for layer in layers:
        if len(layers) > 1:
            yield Edit(layer, "nn.Identity()")
    for one, two in zip(layers, layers[1:], strict=False):
        both = ast.Tuple(elts=[one, two], ctx=ast.Load())
        both.lineno, both.col_offset = one.lineno, one.col_offset
        both.end_lineno, both.end_col_offset = two.end_lineno, two.end_col_offset
        if two.lineno == one.lineno:
            text = f"{place.text(two)}, {place.text(one)}"
        else:
            text = f"{place.text(two)},\n{' ' * one.col_offset}{place.text(one)}"
        yield Edit(both, text)


def _end_with_activation(node: ast.AST, place: Place) -> Iterator[Edit]:
    layers = _layers(node)
    last = layers[-1] if layers and isinstance(node, ast.Call) else None
    if isinstance(last, ast.Call) and _name(last.func) in _PARAMETRIC:
        for activation in ("nn.Softmax(dim=1)", "nn.ReLU()", "nn.Sigmoid()"):
            yield Edit(last, f"{place.text(last)}, {activation}")


def _change_layer(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Bias off, stride 2, another padding."""
    if isinstance(node, ast.Call) and _name(node.func) in _PARAMETRIC:
        given = {k.arg for k in node.keywords}
        if "bias" not in given:
            yield Edit(node, _with(node, "bias=False", place))
        if _name(node.func) == "Conv2d":
            for extra in ("stride", "padding", "dilation"):
                if extra not in given:
                    value = 2 if extra != "padding" else 1
                    yield Edit(node, _with(node, f"{extra}={value}", place))


def _freeze(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Leave parameters out of the optimiser, or freeze a layer."""
    if not isinstance(node, ast.Call):
        return
    looped = any(isinstance(up, ast.For | ast.comprehension) for up in place.above(node))
    named = isinstance(place.parent(node), ast.Attribute)
    if _name(node.func) == "parameters" and not looped and not named:
        yield Edit(node, f"list({place.text(node)})[1:]")
        yield Edit(node, f"list({place.text(node)})[:-1]")
    if _name(node.func) in _PARAMETRIC and place.text(node.func).startswith("nn."):
        yield Edit(node, f"{place.text(node)}.requires_grad_(False)")


def _share(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Give the same network at every call."""
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Call):
        text = place.text(node.value)
        around = place.function(node)
        if around and around.name.startswith("make_"):
            yield Edit(node.value, f'globals().setdefault("_made_{around.name}", {text})')


def _go_stale(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Keep the cache of the first call."""
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        around = place.function(node)
        if around and around.name.endswith("forward") and len(node.value.elts) == 2:
            cache = node.value.elts[1]
            yield Edit(cache, f'globals().setdefault("_kept_{around.name}", {place.text(cache)})')


def _alias(node: ast.AST, place: Place) -> Iterator[Edit]:
    """Write into what belongs to somebody else."""
    match node:
        case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=op, right=right)):
            sign = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*=", ast.Div: "/="}.get(type(op))
            if sign is None or not isinstance(left, ast.Name | ast.Subscript):
                return
            name, own = place.text(target), place.text(left)
            tail = f"\n{name} = {own}" if name != own else ""
            yield Edit(node, f"{own} {sign} {place.text(right)}{tail}")
        case ast.BinOp(left=ast.Name(id=name)) if "np." in place.source:
            function = {ast.Sub: "subtract", ast.Mult: "multiply", ast.Add: "add"}.get(
                type(node.op)
            )
            if function and _returned_part(node, place):
                text = place.text(node.right)
                yield Edit(node, f"np.{function}({name}, {text}, out={name})")
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="maximum")):
            yield Edit(node, _with(node, f"out={place.text(node.args[0])}", place))


def _returned_part(node: ast.AST, place: Place) -> bool:
    up = place.parent(node)
    return isinstance(up, ast.Return) or (isinstance(up, ast.Tuple) and _returned_part(up, place))


def _shift_labels(node: ast.AST, place: Place) -> Iterator[Edit]:
    if isinstance(node, ast.Call) and _name(node.func) == "argmax":
        yield Edit(node, f"({place.text(node)} + 1)")
    if isinstance(node, ast.Name) and node.id in ("y", "labels"):
        up = place.parent(node)
        counted = isinstance(up, ast.Call) and _name(up.func) == "len"
        read = isinstance(node.ctx, ast.Load) and not counted
        if read and isinstance(up, ast.Call | ast.Tuple | ast.Compare):
            yield Edit(node, f"({node.id} - 1)")


def _name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _with(node: ast.Call, extra: str, place: Place) -> str:
    """The call with one more argument."""
    given = [place.text(argument) for argument in (*node.args, *node.keywords)]
    return f"{place.text(node.func)}({', '.join([*given, extra])})"


DEEP: dict[str, Operator] = {
    "step dropped or reordered": _change_steps,
    "gradients cleared once": _move_to_front,
    "other axis": _change_axis,
    "other function": _other_function,
    "average lost": _lose_average,
    "other reduction": _change_reduction,
    "transposed": _transpose,
    "graph kept": _keep_graph,
    "layer dropped or reordered": _change_layers,
    "activation at the end": _end_with_activation,
    "layer changed": _change_layer,
    "parameters frozen": _freeze,
    "shared between calls": _share,
    "stale cache": _go_stale,
    "aliased": _alias,
    "labels shifted": _shift_labels,
}
