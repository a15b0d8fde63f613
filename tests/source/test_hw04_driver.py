"""hw04, what is given around the network: are its checks, its data and its driver as promised?"""

from __future__ import annotations

import numpy as np
import pytest

from .test_hw04_numpy import CELLS, NET, names_after


@pytest.fixture(scope="module")
def driver() -> dict:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HELPERS_DATA", "sample")
        return names_after(NET, "data")


def test_are_the_given_numeric_checks_under_their_bounds(driver):
    gradcheck, draw = driver["gradcheck"], np.random.default_rng(3)
    x, w, b = draw.normal(size=(4, 3)), draw.normal(size=(3, 5)), draw.normal(size=5)
    layer = gradcheck.check_layer(driver["fc_forward"], driver["fc_backward"], x, w, b)
    bend = gradcheck.check_layer(driver["relu_forward"], driver["relu_backward"], x)
    y = np.array([1, 0, 4, 2])
    loss = gradcheck.check_function(
        lambda x: driver["softmax_loss"](x, y), draw.normal(size=(4, 5))
    )
    price = gradcheck.check_function(lambda w: driver["l2_regularization"](w, 0.3), w)
    for check in (layer, bend, loss, price):
        assert check.passed(1e-9), check
    for model in (driver["TwoLayerNet"](3, 5, 4, 0.5), driver["LinearClassifier"](3, 5, 0.5)):
        found = gradcheck.check_classifier(model, x, y, loss=driver["softmax_loss"])
        assert found.passed(1e-10), found


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([0, 3, 10], "labels go from 0 to 10; expected 0 to 9"),
        ([-1, 3], "labels go from -1 to 3"),
        ([0.0, 1.0], "float64"),
        ([[1], [2]], r"\(2, 1\)"),
    ],
)
def test_does_the_driver_refuse_labels_that_are_no_class(driver, labels, message):
    with pytest.raises((ValueError, TypeError), match=message):
        driver["check_labels"](labels, 10)


def test_are_labels_checked_when_data_are_loaded(driver):
    import torch

    class Loader:
        images = torch.zeros(2, 3, 32, 32, dtype=torch.uint8)
        labels = torch.tensor([0, 12])

    with pytest.raises(ValueError, match="expected 0 to 9"):
        driver["Part"](Loader)


def test_do_batches_hold_every_picture_once_with_its_label(driver):
    part = driver["Part"](driver["data"].train)
    np.random.seed(1)
    batches = list(part.minibatches(64, shuffle=True))
    X, y = (np.concatenate(both) for both in zip(*batches, strict=True))
    assert [len(one) for _, one in batches[:-1]] == [64] * (len(batches) - 1)
    assert X.dtype == np.float64 and X.shape == (len(part), 3072)
    colours = X.reshape(len(X), 3, -1)
    assert np.abs(colours.mean(axis=(0, 2))).max() < 0.01
    assert np.abs(colours.std(axis=(0, 2)) - 1).max() < 0.01
    straight, labels = part.batch(np.arange(len(part)))
    assert not np.array_equal(y, labels)
    sums = dict(zip(straight.sum(axis=1).round(6), labels, strict=True))
    assert [sums[one] for one in X.sum(axis=1).round(6)] == y.tolist()


def test_does_sgd_go_against_the_gradient_in_place_and_refuse_other_names(driver):
    weights = {"W": np.array([1.0, 2.0])}
    kept = weights["W"]
    optimizer = driver["SGD"](weights, 0.5)
    optimizer.step({"W": np.array([2.0, -2.0])})
    assert kept.tolist() == [0.0, 3.0]
    with pytest.raises(ValueError, match=r"gradients are named \['w'\]; expected \['W'\]"):
        optimizer.step({"w": np.zeros(2)})


def test_do_the_defaults_fail_as_the_text_says(driver, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, history = driver["train"]()
    assert (tmp_path / "plot.pdf").stat().st_size > 1000
    assert abs(history["val_loss"][-1] - np.log(10)) < 0.01
    assert history["val_accuracy"][-1] < 0.2


def test_does_too_large_a_learning_rate_end_with_advice(driver, tmp_path):
    with (
        pytest.raises(FloatingPointError, match="try a smaller learning rate"),
        np.errstate(all="ignore"),
    ):
        driver["train"](500, learning_rate=1e4, plot_file=tmp_path / "plot.pdf")


@pytest.mark.slow
def test_do_the_settings_of_the_reference_overfit_and_learn_on_the_stand_in(driver, tmp_path):
    names = dict(driver)
    draw = driver["train"]
    names["train"] = lambda **settings: draw(
        **settings | {"plot_file": tmp_path / settings.get("plot_file", "plot.pdf")}
    )
    for name in ("tune", "overfit"):
        exec(CELLS[name].source, names)
    assert names["history"]["val_accuracy"][-1] > 0.4
    assert names["overfit_history"]["train_accuracy"][-1] > 0.8
    assert len(list(tmp_path.glob("*.pdf"))) == 2
