"""Which of two networks is better, on the same examples, and whether that could be chance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from helpers.cases import Cases
    from helpers.evaluation import Evaluation

_RESAMPLES = 10_000


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """Two evaluations of the same N examples.

    Attributes
    ----------
    first, second : Evaluation
        What is compared.
    names : tuple of str
        What to call them.
    """

    first: Evaluation
    second: Evaluation
    names: tuple[str, str] = ("first", "second")

    @property
    def difference(self) -> float:
        """Accuracy of the second less that of the first, -1 to 1."""
        return (len(self.only_second) - len(self.only_first)) / len(self.first.y_true)

    @cached_property
    def only_first(self) -> np.ndarray:
        """Positions of the examples that only the first gets right."""
        return np.flatnonzero(self.first.right & ~self.second.right)

    @cached_property
    def only_second(self) -> np.ndarray:
        """Positions of the examples that only the second gets right."""
        return np.flatnonzero(self.second.right & ~self.first.right)

    @property
    def p_value(self) -> float:
        """Exact McNemar test: how often chance alone would divide the two so unevenly."""
        return mcnemar(len(self.only_first), len(self.only_second))

    def interval(self, level: float = 0.95, seed: int = 0) -> tuple[float, float]:
        """Bound the difference by drawing the examples again (paired bootstrap).

        Parameters
        ----------
        level : float
            Share of the draws within the bounds, such as 0.95.
        seed : int
            Seed of the draws.

        Returns
        -------
        tuple of float
            Lower and upper bound of :attr:`difference`.

        Raises
        ------
        ValueError
            If the level is not between 0 and 1.
        """
        if not 0 < level < 1:
            raise ValueError(f"level is {level!r}; expected between 0 and 1, such as 0.95")
        examples = len(self.first.y_true)
        lost, won = len(self.only_first) / examples, len(self.only_second) / examples
        # An example is won, lost or neither, so to draw N of them again is to draw three counts.
        generator = np.random.Generator(np.random.PCG64(seed))
        rest = max(0.0, 1 - lost - won)
        drawn = generator.multinomial(examples, [lost, won, rest], size=_RESAMPLES)
        differences = (drawn[:, 1] - drawn[:, 0]) / examples
        low, high = np.quantile(differences, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)

    def per_class(self) -> pd.DataFrame:
        """Tabulate for every class how much of it each gets right.

        Returns
        -------
        pandas.DataFrame
            One row per class: ``examples``, the share right (recall, 0 to 1) under either name,
            ``difference`` (second less first), and how many examples ``only`` one gets right.
        """
        import pandas as pd

        first, second = self.names
        truth, classes = self.first.y_true, len(self.first.class_names)
        examples = np.bincount(truth, minlength=classes)

        def count(chosen: np.ndarray) -> np.ndarray:
            return np.bincount(truth[chosen], minlength=classes)

        with np.errstate(invalid="ignore"):
            shares = [count(one.right) / examples for one in (self.first, self.second)]
        return pd.DataFrame(
            {
                "examples": examples,
                first: shares[0],
                second: shares[1],
                "difference": shares[1] - shares[0],
                f"only {first}": count(self.only_first),
                f"only {second}": count(self.only_second),
            },
            index=pd.Index(self.first.class_names, name="class"),
        )

    def examples(self, right: Literal["first", "second"], n: int = 24) -> Cases:
        """Fetch examples that one gets right and the other wrong.

        Parameters
        ----------
        right : {"first", "second"}
            Which of the two is right. The result shows what the other one predicted.
        n : int
            How many at most; those come first that the other is most sure of.

        Returns
        -------
        Cases

        Raises
        ------
        ValueError
            If ``right`` is neither.
        """
        if right not in ("first", "second"):
            raise ValueError(f"right is {right!r}; expected 'first' or 'second'")
        positions = self.only_first if right == "first" else self.only_second
        other = self.second if right == "first" else self.first
        order = np.argsort(-other.confidence[positions], kind="stable")
        return other.examples(positions[order][:n])

    def __repr__(self) -> str:
        """Summarise in a few lines."""
        (first, second), (low, high) = self.names, self.interval()
        return (
            f"Comparison on {len(self.first.y_true)} examples\n"
            f"  {first} {self.first.accuracy:.2%}, {second} {self.second.accuracy:.2%}\n"
            f"  difference {self.difference:+.2%} (95 % between {low:+.2%} and {high:+.2%})\n"
            f"  only {first} right: {len(self.only_first)}, only {second} right: "
            f"{len(self.only_second)}; McNemar p = {self.p_value:.2g}"
        )


def compare(
    first: Evaluation, second: Evaluation, names: tuple[str, str] = ("first", "second")
) -> Comparison:
    """Compare two evaluations of the same data.

    Parameters
    ----------
    first, second : Evaluation
        As :func:`helpers.evaluate` gives them.
    names : tuple of str
        What to call them in tables.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If they are not of the same examples in the same order, or the names are not two.

    Examples
    --------
    >>> from helpers.evaluation import Evaluation
    >>> labels = np.array([0, 1, 0, 1])
    >>> better = Evaluation(np.eye(2)[labels], labels, 0.5, ("cat", "dog"))
    >>> always_cat = Evaluation(np.eye(2)[[0, 0, 0, 0]], labels, 0.9, ("cat", "dog"))
    >>> compare(always_cat, better, names=("old", "new"))
    Comparison on 4 examples
      old 50.00%, new 100.00%
      difference +50.00% (95 % between +0.00% and +100.00%)
      only old right: 0, only new right: 2; McNemar p = 0.5
    """
    names = (str(names[0]), str(names[1])) if len(names) == 2 else names
    if len(names) != 2 or names[0] == names[1]:
        raise ValueError(f"names are {names!r}; expected two different ones")
    if first.class_names != second.class_names:
        raise ValueError(
            f"the evaluations name their classes {first.class_names} and {second.class_names}; "
            "expected the same"
        )
    if len(first.y_true) != len(second.y_true):
        raise ValueError(
            f"the evaluations are of {len(first.y_true)} and {len(second.y_true)} examples; "
            "expected the same data"
        )
    if differing := int((first.y_true != second.y_true).sum()):
        raise ValueError(
            f"the true labels differ at {differing} of {len(first.y_true)} positions; expected "
            "the same data in the same order (was it shuffled?)"
        )
    return Comparison(first, second, names)


def mcnemar(only_first: int, only_second: int) -> float:
    """Test whether two networks that differ on some examples are equally good.

    Parameters
    ----------
    only_first, only_second : int
        Examples that only the one, and only the other gets right.

    Returns
    -------
    float
        Two-sided p-value of the exact binomial test, 0 to 1.

    Notes
    -----
    Q. McNemar, *Note on the sampling error of the difference between correlated proportions or
    percentages*, Psychometrika 12 (1947).

    Examples
    --------
    >>> mcnemar(0, 5), mcnemar(3, 3)
    (0.0625, 1.0)
    """
    total, fewer = only_first + only_second, min(only_first, only_second)
    # Whole numbers, so that nothing is rounded however many examples there are.
    term = tail = 1
    for n in range(fewer):
        term = term * (total - n) // (n + 1)
        tail += term
    return min(1.0, 2 * tail / 2**total)
