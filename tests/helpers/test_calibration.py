import numpy as np
import pytest

from helpers import plots
from helpers.calibration import calibrate


def test_perfect_calibration_has_no_error():
    confidence = np.repeat([0.25, 0.75], 400)
    right = np.tile(np.arange(400) % 4, 2)
    right = np.where(np.arange(800) < 400, right == 0, right != 0)
    assert calibrate(confidence, right).ece == pytest.approx(0)


def test_the_error_is_weighed_by_the_examples_in_a_bin():
    confidence = np.array([0.95] * 3 + [0.55])
    found = calibrate(confidence, np.array([True, True, False, False]), bins=10)
    assert found.ece == pytest.approx(0.75 * abs(2 / 3 - 0.95) + 0.25 * 0.55)
    assert found.overconfidence > 0
    assert "overconfident" in repr(found)
    assert found.counts.tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 0, 3]
    assert len(found.frame) == 10


def test_bounds_fall_into_the_bins():
    found = calibrate(np.array([0.0, 0.1, 1.0]), np.array([True] * 3), bins=10)
    assert found.counts[0] == 2
    assert found.counts[-1] == 1


@pytest.mark.parametrize(
    ("confidence", "bins", "message"),
    [(np.ones(3), 0, "bins is 0"), (np.ones(2), 5, r"\(2,\) and right \(3,\)")],
)
def test_what_makes_no_sense_is_told(confidence, bins, message):
    with pytest.raises(ValueError, match=message):
        calibrate(confidence, np.array([True, False, True]), bins)


def test_the_diagram_shows_accuracy_and_the_error():
    figure = plots.reliability(calibrate(np.array([0.9, 0.9]), np.array([True, False])))
    frame = figure.axes[0]
    assert "40.0%" in frame.get_title()
    assert frame.patches[0].get_height() == pytest.approx(0.5)
