"""Mutants that give the same results on random inputs: they are the same answer in other words."""

from __future__ import annotations

import copy
import math
import pickle
import random
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from homeroom.audit.forks import Overdue, in_forks
from homeroom.audit.mutants import Mutant
from homeroom.audit.trial import Bench, run_cell
from homeroom.syntax import bound_names

DRAWS = 40
FEWEST = 20
MOST_CALLS = 12
SECONDS = 60.0
PICTURES = [(3, 1, 28, 28), (3, 3, 32, 32), (3, 784), (3, 400), (3, 4, 7, 7), (3, 2)]


class Incomparable(Exception):
    """Something that cannot be compared by its value."""


def same_on_random_inputs(
    bench: Bench, question: str, tests: list[str], mutants: list[Mutant]
) -> Iterator[tuple[Mutant, int]]:
    """Give the mutants that cannot be told from the instructor's answer, and on how many inputs.

    What the tests pass to the answer is recorded; of it, random inputs of the same shapes are
    drawn. So a mutant that the tests' own inputs do not tell apart may well be told apart here.
    An answer whose results cannot be compared by value is not recognised.

    Parameters
    ----------
    bench : Bench
        In front of the answer.
    question : str
    tests : list of str
    mutants : list of Mutant
        Survivors.
    """
    if not mutants:
        return
    calls = _recorded(bench, question, tests)
    work = [(m, lambda m=m: _count_same(bench, question, m, calls)) for m in mutants]
    for mutant, count in in_forks(work, 1, SECONDS):
        if not isinstance(count, Overdue) and count:
            yield mutant, count


def _recorded(bench: Bench, question: str, tests: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Positional arguments with which the tests call each function of the answer."""
    original = next(cell.source for cell in bench.cells if cell.name == question)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calls"
        path.touch()
        next(iter(in_forks([(0, lambda: _record(bench, question, original, tests, path))], 1, 120)))
        calls: dict[str, list[tuple[Any, ...]]] = {}
        with path.open("rb") as stream:
            while True:
                try:
                    name, args = pickle.load(stream)
                except EOFError:
                    return calls
                if len(calls.setdefault(name, [])) < MOST_CALLS:
                    calls[name].append(args)


def _record(bench: Bench, question: str, original: str, tests: list[str], path: Path) -> None:
    bench.names["_homeroom_recorded"] = lambda f: _recording(f, path)
    lines = [
        f"if type(globals().get({name!r})).__name__ == 'function':\n"
        f"    {name} = _homeroom_recorded({name})"
        for name in sorted(bound_names(original, imports=False))
    ]
    bench.judged({question: "\n".join([original, *lines])}, tests)


def _recording(function: Any, path: Path) -> Any:
    def recorded(*args: Any, **kwargs: Any) -> Any:
        try:
            if not kwargs:
                with path.open("ab") as stream:
                    stream.write(pickle.dumps((function.__name__, args)))
        except Exception:
            pass  # what cannot be written down is not tried again
        return function(*args, **kwargs)

    return recorded


def _count_same(
    bench: Bench, question: str, mutant: Mutant, calls: dict[str, list[tuple[Any, ...]]]
) -> int:
    """On how many random inputs both gave the same; 0 if they differ or cannot be compared."""
    own, other = dict(bench.names), dict(bench.names)
    run_cell(question, mutant.original, own)
    run_cell(question, mutant.source, other)
    names = bound_names(mutant.original, imports=False)
    if names != bound_names(mutant.source, imports=False):
        return 0
    count = 0
    for name in sorted(names):
        one, two = own.get(name), other.get(name)
        if isinstance(one, types.FunctionType) and isinstance(two, types.FunctionType):
            if one.__code__ == two.__code__ and one.__defaults__ == two.__defaults__:
                count += 1
                continue
            tried = _same_calls(one, two, calls.get(name, []))
            if not tried:
                return 0
            count += tried
        else:
            try:
                if _value(one, 0) != _value(two, 0):
                    return 0
            except Incomparable:
                return 0
            count += 1
    return count


def _same_calls(one: Any, two: Any, calls: list[tuple[Any, ...]]) -> int:
    count = 0
    inputs = any(calls)
    for draw in range(DRAWS if inputs else 3):
        for args in calls if inputs else calls[:1]:
            if draw and inputs and pickle.dumps(_drawn(args, draw)) == pickle.dumps(args):
                return 0  # of such inputs no random ones can be drawn
            try:
                result = _outcome(one, args, draw)
                if result != _outcome(two, args, draw):
                    return 0
            except Incomparable:
                return 0
            count += type(result) is tuple
    return count if count >= (FEWEST if inputs else 1) else 0


def _outcome(function: Any, args: tuple[Any, ...], draw: int) -> Any:
    """What a call gives, what it does to its arguments, and whether it gives the same twice.

    A tuple if it gave something, a list if it refused.
    """
    outcomes: list[Any] = []
    results: list[Any] = []
    for turn in range(2):
        _seed(draw)
        drawn = tuple(_drawn(arg, draw + 1000 * turn) for arg in args)
        _seed(draw)
        try:
            result = function(*drawn)
        except Exception as error:
            outcomes.append(type(error).__name__)
            continue
        results.append(result)
        outcomes.append((_value(result, draw), _value(drawn, draw)))
    if len(results) < 2:
        return outcomes
    return (*outcomes, results[0] is not None and results[0] is results[1])


def _seed(draw: int) -> None:
    random.seed(draw)
    np.random.seed(draw)
    torch.manual_seed(draw)


def _drawn(value: Any, draw: int) -> Any:
    """A random thing of the same kind: the first draw is the recorded one."""
    generator = np.random.default_rng(draw)
    scale = (1.0, 0.1, 10.0, 3.0)[draw % 4]
    # Every fourth draw holds whole numbers, so that zeros and ties are among the inputs.
    whole = draw % 4 == 3
    match value:
        case str() | None:
            return value
        case bool():
            return bool(generator.integers(2)) if draw else value
        case int():
            return int(generator.integers(max(4, 2 * abs(value)))) if draw else value
        case float():
            return float(_normal(generator, scale, (), whole)) if draw else value
        case tuple() | list():
            return type(value)(_drawn(v, draw + i) for i, v in enumerate(value))
        case dict():
            return {k: _drawn(v, draw + i) for i, (k, v) in enumerate(value.items())}
        case np.ndarray() if value.dtype.kind == "f" and draw:
            return np.asarray(_normal(generator, scale, value.shape, whole), value.dtype)
        case np.ndarray() if value.dtype.kind in "iu" and draw:
            return generator.permutation(value.flatten()).reshape(value.shape)
        case torch.Tensor() if value.is_floating_point() and draw:
            drawn = torch.from_numpy(_normal(generator, scale, value.shape, whole))
            return drawn.to(value.dtype).requires_grad_(value.requires_grad)
    return copy.deepcopy(value)


def _normal(
    generator: np.random.Generator, scale: float, shape: tuple[int, ...], whole: bool
) -> np.ndarray:
    drawn = np.asarray(scale * generator.normal(size=shape))
    return np.round(drawn) if whole else drawn


def _value(value: Any, draw: int) -> Any:
    """Plain data that are equal for things equal but for the last digits of their numbers."""
    match value:
        case None | bool() | int() | str() | bytes():
            return type(value).__name__, value
        case float():
            return "float", "nan" if math.isnan(value) else _rounded(value)
        case np.generic():
            return "number", str(value.dtype), _value(value.item(), draw)
        case np.ndarray():
            return "array", str(value.dtype), value.shape, _rounded_array(value)
        case nn.Module():
            return _network(value, draw)
        case torch.Tensor():
            plain = value.detach().cpu().numpy()
            return "tensor", value.requires_grad, _value(plain, draw)
        case tuple() | list():
            return type(value).__name__, [_value(v, draw) for v in value]
        case dict():
            return "dict", [(str(k), _value(v, draw)) for k, v in value.items()]
    raise Incomparable(type(value).__name__)


def _rounded(value: float) -> str:
    return f"{value + 0.0:.9e}"


def _rounded_array(value: np.ndarray) -> Any:
    if value.dtype.kind != "f":
        return value.tobytes()
    digits = 5 if value.dtype == np.float32 else 9
    fraction, exponent = np.frexp(value)
    return (np.round(fraction, digits) + 0.0).tobytes(), exponent.tobytes()


def _network(network: nn.Module, draw: int) -> Any:
    """Its parameters in their order, and what it makes of random pictures in both modes."""
    parameters = [(_value(p, draw), p.requires_grad) for p in network.parameters()]
    buffers = [_value(b, draw) for b in network.buffers()]
    outputs = []
    for training in (True, False):
        tried = copy.deepcopy(network).train(training)
        for shape in PICTURES:
            _seed(draw)
            try:
                outputs.append(_value(tried(torch.randn(shape)), draw))
            except Exception:
                outputs.append(("refused",))
    if all(output == ("refused",) for output in outputs):
        raise Incomparable("a network that takes none of the pictures")
    return "network", network.training, parameters, buffers, outputs
