"""Checks of numbers, arrays and plain values."""

from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np
import torch
from torch import nn

_PLAIN = (int, float)
# The exact scalar types: a class that merely calls itself numpy.float64 is not among them.
_SCALARS = frozenset(
    np.dtype(code).type for code in (*np.typecodes["AllInteger"], *np.typecodes["Float"], "?")
)
_TENSORS = (torch.Tensor, nn.Parameter)
_DEEPEST = 8
_PLAIN_VALUES = (int, float, str, bool, type(None))


def fail(hint: str, details: str = "") -> NoReturn:
    """Fail a test: the author's sentence first, details after a dash.

    Parameters
    ----------
    hint : str
        What the student should read.
    details : str
        What was found and expected; not shown where that would give answers away.

    Raises
    ------
    AssertionError
        Always.

    Examples
    --------
    >>> fail("The loss is too large.", "found 3, expected 2")
    Traceback (most recent call last):
    AssertionError: The loss is too large. — found 3, expected 2
    """
    raise AssertionError(f"{hint} — {details}" if details else hint)


def as_array(found: Any, hint: str) -> np.ndarray:
    """Copy a number, array or tensor into a plain array.

    Parameters
    ----------
    found : object
        A Python number, a NumPy scalar or array, a tensor, or lists and tuples of numbers.
        Exactly these types; a subclass could report values that it does not hold.
    hint : str
        The author's sentence, should it be anything else.

    Returns
    -------
    numpy.ndarray
        float64, or bool or int64 where those were given; a copy.

    Raises
    ------
    AssertionError
        If it is something else.

    Examples
    --------
    >>> as_array(torch.tensor([1.0, 2.0]), "Return a tensor.")
    array([1., 2.])
    >>> as_array("one", "Return a number.")
    Traceback (most recent call last):
    AssertionError: Return a number. — found str, expected a number, an array or a tensor
    """
    plain = _plain(found, hint, 0)
    if plain.dtype.kind == "f":
        return plain.astype(np.float64)
    if plain.dtype.kind in "iu":
        # Beyond int64 only whole numbers of 64 unsigned bits; their size is what matters.
        return plain.astype(np.float64 if plain.dtype == np.uint64 else np.int64)
    if plain.dtype.kind == "b":
        return plain.copy()
    fail(hint, f"found numbers of type {plain.dtype}, expected real numbers")


def _plain(found: Any, hint: str, depth: int) -> np.ndarray:
    kind = type(found)
    if kind in _PLAIN or kind is bool or kind in _SCALARS:
        try:
            return np.array(found, dtype=np.int64 if kind is int else None)
        except OverflowError:
            return np.array(float("inf") if found > 0 else float("-inf"))
    if kind is np.ndarray:
        return np.array(found, copy=True)
    if kind in _TENSORS:
        return _of_tensor(found, hint)
    if kind in (list, tuple) and depth < _DEEPEST:
        parts = [_plain(part, hint, depth + 1) for part in found]
        if len({part.shape for part in parts}) > 1:
            fail(hint, "found a ragged list, expected rows of equal length")
        return np.array(parts) if parts else np.zeros(0)
    fail(hint, f"found {kind.__name__}, expected a number, an array or a tensor")


def _of_tensor(tensor: torch.Tensor, hint: str) -> np.ndarray:
    # Methods of the base class are named, for attributes of the object itself may be replaced.
    plain = torch.Tensor.detach(tensor)
    if plain.is_sparse or plain.is_quantized or plain.is_meta:
        fail(hint, "found a sparse, quantised or empty tensor, expected an ordinary one")
    if plain.is_floating_point():
        plain = plain.to(torch.float64) if plain.device.type != "mps" else plain.float()
    return np.array(plain.cpu().resolve_conj().resolve_neg().numpy(), copy=True)


def check_shape(found: Any, shape: Sequence[int], hint: str) -> None:
    """Check the shape of an array or tensor.

    Parameters
    ----------
    found : object
        As for :func:`as_array`.
    shape : sequence of int
        Expected; ``()`` for a single number.
    hint : str
        The author's sentence.

    Raises
    ------
    AssertionError
        If the shape differs.

    Examples
    --------
    >>> check_shape(np.zeros((2, 3)), (2, 3), "Return one row per example.")
    """
    actual = as_array(found, hint).shape
    if actual != tuple(shape):
        fail(hint, f"found shape {actual}, expected {tuple(shape)}")


def check_finite(found: Any, hint: str) -> None:
    """Check that all numbers are finite: no NaN, no infinity.

    Parameters
    ----------
    found : object
        As for :func:`as_array`.
    hint : str
        The author's sentence.

    Raises
    ------
    AssertionError
        If one is not, or there are none.

    Examples
    --------
    >>> check_finite([1.0, float("nan")], "The loss must be a number.")
    Traceback (most recent call last):
    AssertionError: The loss must be a number. — found nan, expected finite numbers
    """
    values = as_array(found, hint)
    if values.size == 0:
        fail(hint, "found no numbers at all")
    bad = ~np.isfinite(values)
    if bad.any():
        fail(hint, f"found {values[bad].flat[0]}, expected finite numbers")


def check_close(
    found: Any, expected: Any, hint: str, *, atol: float = 1e-6, rtol: float = 1e-5
) -> None:
    """Check that numbers agree: ``|found - expected| <= atol + rtol * |expected|``.

    Parameters
    ----------
    found : object
        As for :func:`as_array`. A single number may come as a 0-d array or tensor, or as a
        Python number; otherwise the shapes must be the same.
    expected : object
        As for :func:`as_array`; infinities match themselves, NaN matches NaN.
    hint : str
        The author's sentence.
    atol, rtol : float
        Absolute and relative tolerance.

    Raises
    ------
    AssertionError
        If they do not agree; the message names the worst place.

    Examples
    --------
    >>> check_close(torch.tensor(0.9163), 0.916, "Use the natural logarithm.", atol=0.005)
    >>> check_close([1.0, 2.5], [1.0, 2.0], "Add the bias.")
    Traceback (most recent call last):
    AssertionError: Add the bias. — found 2.5, expected 2.0 at [1] (1 of 2 differ)
    """
    got, want = (as_array(one, hint).astype(np.float64) for one in (found, expected))
    if got.shape != want.shape:
        fail(hint, f"found shape {got.shape}, expected {want.shape}")
    with np.errstate(invalid="ignore"):
        distance = np.abs(got - want)
        close = (distance <= atol + rtol * np.abs(want)) & np.isfinite(got) & np.isfinite(want)
    close |= (got == want) | (np.isnan(got) & np.isnan(want))
    if close.all():
        return
    worst = np.unravel_index(
        np.where(close, -1.0, np.nan_to_num(distance, nan=np.inf)).argmax(), got.shape
    )
    where = f" at [{', '.join(str(int(n)) for n in worst)}]" if got.shape else ""
    differ = f" ({int((~close).sum())} of {got.size} differ)" if got.shape else ""
    fail(hint, f"found {float(got[worst])}, expected {float(want[worst])}{where}{differ}")


def check_equal(found: Any, expected: Any, hint: str) -> None:
    """Check that plain values are the same: text, whole numbers, lists, tuples, dictionaries.

    Parameters
    ----------
    found : object
        Exact built-in types, nested to a few levels. Lists and tuples may stand for each other,
        and ``2`` for ``2.0``; ``True`` is not ``1``.
    expected : object
        Likewise.
    hint : str
        The author's sentence.

    Raises
    ------
    AssertionError
        If they differ, or something else is in them.

    Examples
    --------
    >>> check_equal([12, 32, 32], (12, 32, 32), "The map keeps its size.")
    """
    got, want = _frozen(found, hint, 0), _frozen(expected, hint, 0)
    if got != want:
        fail(hint, f"found {found!r:.200}, expected {expected!r:.200}")


def _frozen(value: Any, hint: str, depth: int) -> Any:
    """Copy a plain value into tuples that say what they hold."""
    kind = type(value)
    if kind in _PLAIN_VALUES:
        return ("bool", value) if kind is bool else value
    if depth < _DEEPEST and kind in (list, tuple):
        return tuple(("item", _frozen(part, hint, depth + 1)) for part in value)
    if depth < _DEEPEST and kind is dict:
        pairs = [
            (_frozen(key, hint, depth + 1), _frozen(part, hint, depth + 1))
            for key, part in value.items()
        ]
        return ("dict", frozenset(pairs))
    fail(hint, f"found {kind.__name__}, expected plain text, numbers or lists of them")
