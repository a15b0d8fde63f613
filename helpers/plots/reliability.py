"""Confidence against accuracy."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from helpers.plots.canvas import COLORS, drawing


def reliability(calibration: Any, *, ax: Axes | None = None) -> Figure:
    """Draw how often predictions are right, against how sure the network was.

    A well calibrated network follows the diagonal; below it, it is too sure of itself. At the
    foot of each bar stands the share of the examples that are in it.

    Parameters
    ----------
    calibration : Calibration or Evaluation
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> from helpers.calibration import calibrate
    >>> figure = reliability(calibrate(np.array([0.9, 0.8]), np.array([True, False])))
    >>> figure.axes[0].get_xlabel()
    'confidence'
    """
    found = calibration.calibration() if hasattr(calibration, "calibration") else calibration
    used = found.counts > 0
    left, width = found.edges[:-1][used], np.diff(found.edges)[used]
    accuracy, confidence = found.accuracy[used], found.confidence[used]
    share = found.counts[used] / found.counts.sum()
    with drawing(ax, (4.6, 4.2)) as (figure, (frame, *_)):
        frame.bar(
            left,
            accuracy,
            width,
            align="edge",
            color=COLORS[0],
            edgecolor="white",
            linewidth=0.8,
            label="accuracy",
        )
        low, high = np.minimum(accuracy, confidence), np.maximum(accuracy, confidence)
        frame.bar(
            left,
            high - low,
            width,
            bottom=low,
            align="edge",
            facecolor="none",
            edgecolor=COLORS[1],
            linewidth=0.8,
            hatch="////",
            label="gap to the confidence",
        )
        frame.plot([0, 1], [0, 1], color="0.2", linestyle="--", linewidth=1.2, label="calibrated")
        for place, size, part in zip(left, width, share, strict=True):
            frame.text(
                place + size / 2,
                0.012,
                f"{part:.0%}" if part >= 0.005 else "<1%",
                ha="center",
                va="bottom",
                fontsize=7,
                color="white",
                bbox={"facecolor": "0.25", "edgecolor": "none", "pad": 1.2},
            )
        frame.set_xlim(0, 1)
        frame.set_ylim(0, 1)
        frame.set_xlabel("confidence")
        frame.set_ylabel("accuracy")
        frame.xaxis.set_major_formatter(PercentFormatter(1.0))
        frame.yaxis.set_major_formatter(PercentFormatter(1.0))
        frame.set_title(f"expected calibration error {found.ece:.1%}")
        frame.legend(loc="upper left")
    return figure
