"""What comes in and out of functions under a gradient check, looked at."""

from collections.abc import Mapping
from typing import Any

import numpy as np


class Watch:
    """Remembers arrays, and tells when one was changed in place.

    Parameters
    ----------
    arrays : mapping
        Name to array.

    Examples
    --------
    >>> x = np.zeros(2)
    >>> watch = Watch({"x": x})
    >>> x[1] = 5
    >>> watch.look("forward")
    Traceback (most recent call last):
    ValueError: forward changed x in place: at [1], 0 became 5; let it work on a copy, ...
    """

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        self._arrays = dict(arrays)
        self._before = {name: array.copy() for name, array in arrays.items()}

    def look(self, who: str) -> None:
        """Compare with what was remembered.

        Parameters
        ----------
        who : str
            What ran in between.

        Raises
        ------
        ValueError
            If an array is no longer what it was.
        """
        for name, array in self._arrays.items():
            before = self._before[name]
            changed = ~((array == before) | (np.isnan(array) & np.isnan(before)))
            if changed.any():
                at = tuple(int(n) for n in np.argwhere(changed)[0])
                raise ValueError(
                    f"{who} changed {name} in place: at {list(at)}, {before[at]:g} became "
                    f"{array[at]:g}; let it work on a copy, for others still need {name}"
                )


def as_float64(name: str, value: Any) -> np.ndarray:
    """Refuse what cannot be differentiated exactly.

    Parameters
    ----------
    name : str
    value : float or numpy.ndarray

    Returns
    -------
    numpy.ndarray
        float64; an array is returned itself, not a copy.

    Raises
    ------
    TypeError
        If it is neither a number nor an array of float64.
    ValueError
        If it holds NaN or infinity.

    Examples
    --------
    >>> as_float64("x", np.array([1, 2]))
    Traceback (most recent call last):
    TypeError: x is an array of int64; expected float64, such as x.astype(float): ...
    """
    if isinstance(value, bool) or not isinstance(value, int | float | np.ndarray | np.number):
        raise TypeError(f"{name} is {type(value).__name__}; expected a number or a NumPy array")
    if isinstance(value, np.ndarray) and value.dtype != np.float64:
        raise TypeError(
            f"{name} is an array of {value.dtype}; expected float64, such as "
            f"{name.split()[-1]}.astype(float): small steps would be lost in it"
        )
    array = np.asarray(value, dtype=float)
    if not np.isfinite(array).all():
        at = np.argwhere(~np.isfinite(array))[0].tolist()
        raise ValueError(f"{name} holds {array[tuple(at)]} at {at}; expected finite numbers")
    return array


def pair(found: Any, who: str, expected: str) -> tuple[Any, Any]:
    """Refuse a result that is not a pair.

    Parameters
    ----------
    found : object
        What was returned.
    who, expected : str
        For the message: what returned it, and what it should.

    Returns
    -------
    tuple
        Of two.

    Raises
    ------
    TypeError
        If it is no pair.

    Examples
    --------
    >>> pair(None, "forward", "out, cache")
    Traceback (most recent call last):
    TypeError: forward returned NoneType; expected a pair: out, cache (is the return missing?)
    """
    if isinstance(found, tuple | list) and len(found) == 2:
        return found[0], found[1]
    size = f" of length {len(found)}" if isinstance(found, tuple | list) else ""
    hint = " (is the return missing?)" if found is None else ""
    raise TypeError(
        f"{who} returned {type(found).__name__}{size}; expected a pair: {expected}{hint}"
    )


def gradients_for(
    found: Any, inputs: Mapping[str, np.ndarray], who: str, by_name: bool = False
) -> dict[str, np.ndarray]:
    """Match gradients with what they belong to.

    Parameters
    ----------
    found : object
        A tuple with one gradient per input, or a single gradient; or a dict.
    inputs : mapping
        Name to array.
    who : str
        What returned the gradients.
    by_name : bool
        Whether a dict is expected.

    Returns
    -------
    dict
        Name to gradient, float64, in the shape of the input.

    Raises
    ------
    TypeError, ValueError
        If one is missing, too many, None, of the wrong shape or kind.

    Examples
    --------
    >>> gradients_for((np.zeros(3),), {"b": np.zeros((2, 3))}, "backward")
    Traceback (most recent call last):
    ValueError: the gradient of b has shape (3,), but b has (2, 3); expected the same
    """
    if by_name:
        if not isinstance(found, dict):
            raise TypeError(f"{who} returned {type(found).__name__}; expected a dict of gradients")
        missing, extra = sorted(set(inputs) - set(found)), sorted(set(found) - set(inputs))
        if missing or extra:
            raise ValueError(
                f"{who} returned gradients named {', '.join(map(repr, found)) or 'nothing'}; "
                f"expected the names of parameters(): {', '.join(map(repr, inputs))}"
            )
        named = {name: found[name] for name in inputs}
    else:
        values = tuple(found) if isinstance(found, tuple | list) else (found,)
        if len(values) != len(inputs):
            raise ValueError(
                f"{who} returned {len(values)} gradients; expected {len(inputs)}: one each for "
                f"{', '.join(inputs)}"
            )
        named = dict(zip(inputs, values, strict=True))
    return {name: _gradient(name, value, inputs[name]) for name, value in named.items()}


def _gradient(name: str, value: Any, of: np.ndarray) -> np.ndarray:
    """Look at one gradient."""
    if value is None:
        raise TypeError(f"the gradient of {name} is None; expected an array of shape {of.shape}")
    try:
        gradient = np.array(value, dtype=float)
    except (TypeError, ValueError):
        raise TypeError(
            f"the gradient of {name} is {type(value).__name__}; expected an array of numbers"
        ) from None
    if gradient.shape != of.shape:
        turned = of.ndim == 2 and gradient.shape == of.shape[::-1]
        raise ValueError(
            f"the gradient of {name} has shape {gradient.shape}, but {name} has {of.shape}; "
            f"expected the same{' (transposed?)' if turned else ''}"
        )
    return gradient
