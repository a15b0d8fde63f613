import math

import numpy as np
import pytest

from helpers.history import COLUMNS, History

ROWS = [
    {"train_loss": 1.0, "val_loss": 0.9, "train_accuracy": 0.5, "val_accuracy": 0.6, "seconds": 1},
    {"train_loss": 0.5, "val_loss": 0.4, "train_accuracy": 0.8, "val_accuracy": 0.7, "seconds": 1},
    {"train_loss": 0.1, "val_loss": 0.6, "train_accuracy": 0.9, "val_accuracy": 0.7, "seconds": 1},
]


def test_it_is_a_table_with_fixed_columns():
    frame = History(ROWS).frame
    assert list(frame.columns) == list(COLUMNS)
    assert frame["epoch"].tolist() == [1, 2, 3]


def test_the_best_epoch_has_the_lowest_validation_loss():
    assert History(ROWS).best["epoch"] == 2


def test_without_validation_the_training_loss_counts():
    history = History([{"train_loss": loss} for loss in (0.5, 0.3, 0.4)])
    assert history.best["epoch"] == 2
    assert np.isnan(history["val_loss"]).all()


def test_append_tells_an_improvement():
    history = History()
    answers = [history.append({"val_loss": loss}) for loss in (0.5, 0.5, math.nan, math.inf, 0.4)]
    assert answers == [True, False, False, False, True]


def test_columns_are_arrays_and_unknown_ones_are_named():
    assert History(ROWS)["val_loss"][-1] == 0.6
    with pytest.raises(KeyError, match="expected one of epoch, train_loss"):
        History(ROWS)["loss"]


def test_an_empty_history_says_so():
    assert list(History().frame.columns) == list(COLUMNS)
    assert len(History()) == 0
    with pytest.raises(ValueError, match="no epoch"):
        _ = History().best


def test_it_shows_as_a_table_in_a_notebook():
    assert "<table" in History(ROWS)._repr_html_()
