"""Whether a network is as sure as it is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Calibration:
    """Confidence and accuracy, in bins of equal width.

    Attributes
    ----------
    edges : numpy.ndarray
        Bounds of the B bins, shape (B + 1,), 0 to 1.
    counts : numpy.ndarray
        Examples per bin, shape (B,).
    confidence, accuracy : numpy.ndarray
        Mean in each bin, shape (B,); NaN where a bin is empty.
    """

    edges: np.ndarray
    counts: np.ndarray
    confidence: np.ndarray
    accuracy: np.ndarray

    @property
    def ece(self) -> float:
        """Expected calibration error: mean distance of confidence and accuracy, 0 to 1."""
        gaps = np.nan_to_num(np.abs(self.accuracy - self.confidence))
        return float((gaps * self.counts).sum() / self.counts.sum())

    @property
    def overconfidence(self) -> float:
        """Mean confidence less accuracy, -1 to 1: above 0, the network is too sure of itself."""
        gaps = np.nan_to_num(self.confidence - self.accuracy)
        return float((gaps * self.counts).sum() / self.counts.sum())

    @property
    def frame(self) -> pd.DataFrame:
        """One row per bin: ``from``, ``to``, ``examples``, ``confidence``, ``accuracy``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "from": self.edges[:-1],
                "to": self.edges[1:],
                "examples": self.counts,
                "confidence": self.confidence,
                "accuracy": self.accuracy,
            }
        )

    def __repr__(self) -> str:
        """Summarise in one line."""
        word = "over" if self.overconfidence > 0 else "under"
        return (
            f"Calibration: expected error {self.ece:.2%} in {len(self.counts)} bins, "
            f"{word}confident by {abs(self.overconfidence):.2%}"
        )


def calibrate(confidence: np.ndarray, right: np.ndarray, bins: int = 15) -> Calibration:
    """Compare how sure a network is with how often it is right.

    Parameters
    ----------
    confidence : numpy.ndarray
        Probability of the predicted class, shape (N,), 0 to 1.
    right : numpy.ndarray
        Whether the prediction is right, shape (N,).
    bins : int
        Bins of equal width between 0 and 1.

    Returns
    -------
    Calibration

    Raises
    ------
    ValueError
        If there is no bin or no example, or the shapes differ.

    Notes
    -----
    C. Guo, G. Pleiss, Y. Sun and K. Weinberger, *On calibration of modern neural networks*,
    ICML 2017.

    Examples
    --------
    >>> sure = np.array([0.9, 0.9, 0.9, 0.9])
    >>> calibrate(sure, np.array([True, True, True, False]))
    Calibration: expected error 15.00% in 15 bins, overconfident by 15.00%
    """
    if isinstance(bins, bool) or not isinstance(bins, int | np.integer) or bins < 1:
        raise ValueError(f"bins is {bins!r}; expected a whole number from 1")
    if confidence.shape != right.shape or confidence.ndim != 1 or len(confidence) == 0:
        raise ValueError(
            f"confidence has shape {confidence.shape} and right {right.shape}; expected (N,) for "
            "both, N at least 1"
        )
    edges = np.linspace(0, 1, bins + 1)
    # A bin holds its upper bound, so that full confidence falls into the last one.
    place = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    counts = np.bincount(place, minlength=bins)
    with np.errstate(invalid="ignore"):
        return Calibration(
            edges,
            counts,
            np.bincount(place, weights=confidence, minlength=bins) / counts,
            np.bincount(place, weights=right, minlength=bins) / counts,
        )
