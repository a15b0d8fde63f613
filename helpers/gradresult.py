"""What a gradient check found."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

# Below this size a gradient is compared by absolute difference: rounding is all that is left.
_FLOOR = 1e-6


@dataclass(frozen=True, eq=False, repr=False)
class GradientCheck:
    """Gradients by hand beside numeric ones.

    Attributes
    ----------
    gradients : dict
        Name to (by hand, numeric), arrays of one shape.
    errors : dict
        Name to largest difference, relative to the largest entry.

    Examples
    --------
    >>> check = compared({"w": (np.array([1.0, 2.5]), np.array([1.0, 2.0]))})
    >>> check
    w  2.0e-01
    w has the largest error, 0.2 at [1]: by hand 2.5, numeric 2
    >>> check.passed(1e-9)
    False
    """

    gradients: dict[str, tuple[np.ndarray, np.ndarray]]
    errors: dict[str, float]

    @property
    def worst(self) -> tuple[str, tuple[int, ...]]:
        """Name of the gradient with the largest error, and position of its worst entry."""
        name = max(self.errors, key=lambda one: _comparable(self.errors[one]))
        by_hand, numeric = self.gradients[name]
        off = np.nan_to_num(np.abs(by_hand - numeric), nan=np.inf, posinf=np.inf)
        return name, tuple(int(n) for n in np.unravel_index(int(off.argmax()), off.shape))

    @property
    def max_error(self) -> float:
        """Error of the worst gradient."""
        return self.errors[self.worst[0]]

    @property
    def where(self) -> str:
        """The worst entry in words, with a guess at the mistake where one suggests itself."""
        name, at = self.worst
        by_hand, numeric = self.gradients[name]
        place = f" at {list(at)}" if at else ""
        text = (
            f"{name} has the largest error, {self.max_error:.2g}{place}: by hand "
            f"{by_hand[at]:.6g}, numeric {numeric[at]:.6g}"
        )
        return text + _guess(by_hand, numeric)

    def passed(self, bound: float = 1e-9) -> bool:
        """Tell whether all errors are below a bound.

        Parameters
        ----------
        bound : float
            Such as 1e-9 for layers and 1e-10 for classifiers.

        Returns
        -------
        bool
        """
        return bool(self.max_error < bound)

    def require(self, bound: float = 1e-9) -> None:
        """Fail unless all errors are below a bound.

        Parameters
        ----------
        bound : float
            Such as 1e-9 for layers and 1e-10 for classifiers.

        Raises
        ------
        AssertionError
            Tells where the worst entry is.
        """
        if not self.passed(bound):
            raise AssertionError(f"gradients differ by more than {bound:g}: {self.where}")

    def __repr__(self) -> str:
        """Show the errors, and the worst entry."""
        width = max(map(len, self.errors))
        lines = [f"{name:<{width}}  {error:.1e}" for name, error in self.errors.items()]
        return "\n".join([*lines, self.where])


def compared(gradients: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> GradientCheck:
    """Compare gradients.

    Parameters
    ----------
    gradients : mapping
        Name to (by hand, numeric), arrays of one shape.

    Returns
    -------
    GradientCheck

    Examples
    --------
    >>> compared({"w": (np.ones(2), np.ones(2))}).max_error
    0.0
    """
    return GradientCheck(
        dict(gradients), {name: relative_error(*both) for name, both in gradients.items()}
    )


def relative_error(by_hand: np.ndarray, numeric: np.ndarray) -> float:
    """Return the largest difference, relative to the largest entry.

    Entry by entry, the rounding of a sum would count as an error wherever a gradient happens
    to be near zero.

    Parameters
    ----------
    by_hand, numeric : numpy.ndarray
        Same shape.

    Returns
    -------
    float
        From 0; infinite if something is not finite.

    Examples
    --------
    >>> relative_error(np.array([1.0, -4.0]), np.array([1.0, 4.0]))
    2.0
    """
    if by_hand.size == 0:
        return 0.0
    if not (np.isfinite(by_hand).all() and np.isfinite(numeric).all()):
        return float("inf")
    size = max(float(np.abs(by_hand).max()), float(np.abs(numeric).max()), _FLOOR)
    return float(np.abs(by_hand - numeric).max() / size)


def _guess(by_hand: np.ndarray, numeric: np.ndarray) -> str:
    """Name the mistake if the whole gradient is off by one factor, or transposed."""
    if relative_error(by_hand, numeric) < 1e-6 or not np.isfinite(by_hand).all():
        return ""
    length = float((by_hand * by_hand).sum())
    if length == 0:
        return " (by hand it is zero everywhere)"
    if by_hand.size > 1:
        factor = float((by_hand * numeric).sum()) / length
        if factor and relative_error(factor * by_hand, numeric) < 1e-6:
            if abs(factor + 1) < 1e-6:
                return " (the sign is wrong everywhere)"
            return f" (every entry should be {factor:.4g} times what it is)"
    square = by_hand.ndim == 2 and by_hand.shape[0] == by_hand.shape[1] > 1
    if square and relative_error(by_hand.T, numeric) < 1e-6:
        return " (it is transposed)"
    return ""


def _comparable(error: float) -> float:
    return float("inf") if np.isnan(error) else error
