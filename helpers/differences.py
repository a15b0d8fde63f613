"""Numeric derivatives by central differences, in float64."""

from collections.abc import Callable
from typing import Any

import numpy as np

# The steps that are tried, largest first: a large one loses no digits to rounding, a small one
# steps over no kink.
_STEPS = (1e-3, 1e-4, 1e-5, 1e-6)
_EPS = float(np.finfo(float).eps)


def numeric_gradient(
    function: Callable[[], Any], array: np.ndarray, weight: np.ndarray | float = 1.0
) -> np.ndarray:
    """Differentiate a function with respect to an array that it reads.

    Every entry is moved up and down by h and by h/2, and the two central differences are
    combined so that the error falls with the fourth power of h (Richardson). The step shrinks
    until two results agree, for a kink such as that of ReLU may lie within a large one.

    Parameters
    ----------
    function : callable
        Called without arguments; gives a number or an array that depends on ``array``.
    array : numpy.ndarray
        float64, any shape; changed in place for each call, and restored exactly.
    weight : numpy.ndarray or float
        The gradient of what follows, in the shape of the result: what is differentiated is
        the sum of ``weight * function()``.

    Returns
    -------
    numpy.ndarray
        Same shape as ``array``.

    Notes
    -----
    L. F. Richardson, *The approximate arithmetical solution by finite differences of physical
    problems*, Phil. Trans. R. Soc. A 210 (1911).

    Examples
    --------
    >>> x = np.array([1.0, 2.0, -3.0])
    >>> numeric_gradient(lambda: (x**2).sum(), x).round(8).tolist()
    [2.0, 4.0, -6.0]
    """
    gradient = np.zeros(array.shape)
    for at in np.ndindex(array.shape):
        gradient[at] = _derivative(function, array, at, weight)
    return gradient


def _derivative(
    function: Callable[[], Any], array: np.ndarray, at: tuple[int, ...], weight: Any
) -> float:
    """Differentiate with respect to one entry."""
    before = array[at]
    size = max(1.0, abs(float(before)))
    try:
        found, _ = _extrapolated(function, array, at, weight, _STEPS[0] * size)
        for step in _STEPS[1:]:
            finer, noise = _extrapolated(function, array, at, weight, step * size)
            # Agreement: no kink between the two, so the larger step is the more exact one.
            if abs(finer - found) <= 1e-8 * max(abs(finer), abs(found)) + 100 * noise:
                return found
            found = finer
    finally:
        array[at] = before
    return found


def _extrapolated(
    function: Callable[[], Any], array: np.ndarray, at: tuple[int, ...], weight: Any, step: float
) -> tuple[float, float]:
    """Combine the differences over a step and half of it; tell what rounding may have done."""
    before = float(array[at])

    def slope(step: float) -> tuple[float, float]:
        # What the step is after rounding, not what it was meant to be.
        up, down = before + step, before - step
        array[at] = up
        above = np.array(function(), dtype=float)
        array[at] = down
        below = np.array(function(), dtype=float)
        array[at] = before
        # Subtracted entry by entry before the sum: what does not depend on x falls out exactly.
        rise = float(((above - below) * weight).sum())
        noise = _EPS * float((np.maximum(np.abs(above), np.abs(below)) * np.abs(weight)).sum())
        return rise / (up - down), noise / (up - down)

    (wide, _), (narrow, noise) = slope(step), slope(step / 2)
    return (4 * narrow - wide) / 3, noise
