"""Look at what an answer does where plain values do not tell: a probe reports what it saw."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn

from helpers.testing.values import fail

_ATOMS = (int, float, complex, str, bytes, bool, type(None))
_SCALARS = frozenset(
    np.dtype(code).type for code in (*np.typecodes["AllInteger"], *np.typecodes["Float"], "?")
)
_DEEPEST = 20


def probe(fixture: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Run a fixture beside the student's answer and hand over what it saw, as plain values.

    A test may look at functions and networks directly, for their arguments and results are plain
    values. For everything else (an optimiser, recorded calls, attributes, an object that is
    changed) write a fixture: it exercises the answer, records what happened and returns that. The
    test then compares the record with what is right.

    Parameters
    ----------
    fixture : callable
        A function defined at the top of the test cell. It uses only its arguments, the names of
        given cells and the names of answers: no other name of the test, and no expected
        value, for it may run in another process than the test.
    *args, **kwargs : plain values
        For the fixture, which gets copies; see Returns for what is plain.

    Returns
    -------
    plain value
        A copy of what the fixture returned: None, numbers, text, bytes, arrays of numbers,
        tensors, and lists, tuples and dictionaries of these. Parameters become tensors
        without gradients.

    Raises
    ------
    AssertionError
        If something else is among the arguments or in what the fixture returned.

    Examples
    --------
    >>> def make_optimizer(model, lr):
    ...     return torch.optim.SGD(model.parameters(), lr=lr)
    >>> def steps(lr):
    ...     layer = nn.Linear(1, 1)
    ...     optimizer = make_optimizer(layer, lr)
    ...     before = layer.weight.item()
    ...     layer(torch.ones(1, 1)).sum().backward()
    ...     optimizer.step()
    ...     return {"moved": round(before - layer.weight.item(), 6)}
    >>> probe(steps, lr=0.5)
    {'moved': 0.5}
    """
    given = plain((list(args), kwargs), "A probe takes plain values")
    return plain(fixture(*given[0], **given[1]), "A probe reports plain values")


def plain(value: Any, hint: str) -> Any:
    """Copy a plain value, with exact types only; a subclass could report what it does not hold.

    Parameters
    ----------
    value : object
        See :func:`probe`.
    hint : str
        The author's sentence, should it hold something else.

    Returns
    -------
    plain value
        A copy, tensors detached and on the processor.

    Raises
    ------
    AssertionError
        If it holds something else, or is nested more than 20 levels deep.

    Examples
    --------
    >>> plain({"w": nn.Parameter(torch.ones(2)), "n": (1, 2.5)}, "Plain values.")
    {'w': tensor([1., 1.]), 'n': (1, 2.5)}
    >>> plain(object(), "Plain values.")
    Traceback (most recent call last):
    AssertionError: Plain values. — found object
    """
    return _plain(value, hint, 0)


def _plain(value: Any, hint: str, depth: int) -> Any:
    kind = type(value)
    if kind in _ATOMS or kind in _SCALARS:
        return value
    if kind is np.ndarray:
        if value.dtype.type not in _SCALARS:
            fail(hint, f"found an array of {value.dtype}")
        return np.array(value, copy=True)
    if kind is torch.Tensor or kind is nn.Parameter:
        # Methods of the base class are named, for attributes of the object may be replaced.
        return torch.Tensor.detach(value).cpu().clone()
    if kind is torch.Size:
        return tuple(value)
    if depth >= _DEEPEST:
        fail(hint, f"found values nested more than {_DEEPEST} levels deep")
    if kind is list or kind is tuple:
        return kind(_plain(part, hint, depth + 1) for part in value)
    if kind is dict:
        return {
            _plain(key, hint, depth + 1): _plain(part, hint, depth + 1)
            for key, part in value.items()
        }
    return fail(hint, f"found {kind.__name__}")
