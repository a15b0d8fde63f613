"""The sentences that an instructor wrote into a test, and which of them an error repeats.

An error's text comes from the process that ran the student's code, and may hold expected values.
So feedback never shows it: it only helps to choose among sentences taken from the test's source.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from homeroom.syntax import is_check, parse

# The constant parts of one sentence; what stands between them is computed, and never shown.
Parts = tuple[str, ...]

GAP = "…"
PLACEHOLDER = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|\{[^{}]*\}")
LEAST_WORDS = 3
# torch's words for a module whose `forward` was never written, or whose cell broke off.
NO_FORWARD = 'is missing the required "forward" function'
# A forgotten return: whatever is asked of None, the answer cell did run.
FROM_NONE = "'NoneType' object"

UNANSWERED = "this question is still unanswered"
TOO_SLOW = "it took too long and was stopped"
NOT_AS_EXPECTED = "something that it expects does not hold"
NAME_MISSING = "it needs a name that is not defined: did the answer cell run without an error?"
ATTRIBUTE_MISSING = (
    "an attribute or method is asked for that is not there: is its name right, and did the answer "
    "cell run without an error?"
)
RAISED = "your code raised {name} while the test ran it"
RAISED_SOMETHING = "your code raised an error while the test ran it"


def why_not_passed(test: str, ename: str, evalue: str) -> str:
    """Say why a test did not pass, in words from its source or in general ones.

    Parameters
    ----------
    test : str
        Source of the test, hidden part included.
    ename, evalue : str
        The error, as the kernel reported it.
    """
    if ename == "NotImplementedError":
        return ATTRIBUTE_MISSING if NO_FORWARD in evalue else UNANSWERED
    if ename == "AttributeError" and FROM_NONE not in evalue:
        return ATTRIBUTE_MISSING
    if ename == "CellTimeoutError":
        return TOO_SLOW
    if ename == "AssertionError" or not _is_builtin_error(ename):
        if sentence := matching_sentence(test, evalue):
            return sentence
        return NOT_AS_EXPECTED if ename == "AssertionError" else RAISED_SOMETHING
    return NAME_MISSING if ename == "NameError" else RAISED.format(name=ename)


def _is_builtin_error(name: str) -> bool:
    found = getattr(builtins, name, None) if name.isidentifier() else None
    return isinstance(found, type) and issubclass(found, BaseException)


def matching_sentence(test: str, evalue: str) -> str | None:
    """Give the written sentence that the error begins with, else one that stands in it."""
    said = _normal(evalue)
    sentences = sorted(written_sentences(test), key=lambda parts: -sum(map(len, parts)))
    for search in (re.match, re.search):
        for parts in sentences:
            if search(".*?".join(re.escape(_normal(part)) for part in parts), said, re.S):
                return _normal(GAP.join(parts))
    return None


def written_sentences(test: str) -> list[Parts]:
    """List the messages of asserts, raises and checks that are long enough to be a sentence."""
    tree = parse(test)
    if tree is None:
        return []
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = dict.fromkeys(
        parts for message in _messages(tree) for parts in _sentences(message, named)
    )
    return [parts for parts in found if len(" ".join(parts).split()) >= LEAST_WORDS]


def _messages(tree: ast.AST) -> Iterator[ast.expr]:
    """Give every expression that stands where a message may stand."""
    for node in ast.walk(tree):
        match node:
            case ast.Assert(msg=ast.expr() as message):
                yield message
            case ast.Raise(exc=ast.Call(args=args)):
                yield from args
            case ast.Call(args=args, keywords=keywords) if is_check(node):
                yield from args
                yield from (keyword.value for keyword in keywords)


def _sentences(node: ast.expr, named: dict[str, ast.expr], depth: int = 0) -> Iterator[Parts]:
    """Give the constant parts of a message; two choices give two sentences."""
    match node:
        case ast.Constant(value=str(text)):
            yield (text,)
        case ast.JoinedStr(values=values):
            yield _joined(
                value.value if isinstance(value, ast.Constant) else None for value in values
            )
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            for first in list(_sentences(left, named, depth)) or [("", "")]:
                for second in list(_sentences(right, named, depth)) or [("", "")]:
                    yield (*first[:-1], first[-1] + second[0], *second[1:])
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod()):
            yield tuple(PLACEHOLDER.split(text))
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
            yield tuple(PLACEHOLDER.split(text))
        case ast.IfExp(body=body, orelse=orelse):
            yield from _sentences(body, named, depth)
            yield from _sentences(orelse, named, depth)
        case ast.Name(id=name) if name in named and depth < 5:
            yield from _sentences(named[name], named, depth + 1)


def _joined(pieces: Iterator[object | None]) -> Parts:
    """Join the pieces of an f-string: constants next to each other, a gap for each value."""
    parts = [""]
    for piece in pieces:
        if isinstance(piece, str):
            parts[-1] += piece
        else:
            parts.append("")
    return tuple(parts)


def _normal(text: str) -> str:
    return " ".join(text.split())
