import json

import pytest
import torch
from torch import nn

from helpers import plots, runs, sweeps
from helpers.runs import Recipe, Setting, finished, run, written


@pytest.fixture(autouse=True)
def quick_tsne(monkeypatch):
    # Its own tests draw it; here it only costs time.
    monkeypatch.setattr(plots, "tsne", lambda *_, **__: plots.confusion_matrix([[1]]))


def build():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 8), nn.ReLU(), nn.Linear(8, 10))


RECIPE = Recipe("lenet", build, digest="abc")
SETTING = Setting(batch_size=64, lr=0.001, epochs=1, seed=0)
FILES = {"loss.png", "confusion.png", "t-SNE.png", "history.csv", "result.json"}


def files(folder):
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


@pytest.mark.parametrize(
    ("lr", "text"), [(1e-3, "0.001"), (0.0010, "0.001"), (1e-4, "0.0001"), (1e-5, "0.00001"),
                     (1, "1"), (0.5, "0.5"), (2.5e-3, "0.0025")]
)  # fmt: skip
def test_rates_are_written_in_one_way(lr, text):
    assert written(lr) == text
    assert float(written(lr)) == lr


def test_a_run_leaves_pictures_history_and_result(digits, tmp_path):
    folder = tmp_path / "lenet" / SETTING.label
    result = run(RECIPE, SETTING, digits, folder)
    assert files(folder) == FILES
    assert files(tmp_path / "lenet") == {"bs64_lr0.001"}
    assert json.loads((folder / "result.json").read_text()) == result
    assert result["val_size"] == 333
    assert 0 < result["val_accuracy"] < 1
    assert finished(RECIPE, SETTING, digits, folder) == result


def test_the_same_run_gives_the_same_numbers(digits, tmp_path):
    losses = [run(RECIPE, SETTING, digits, tmp_path / name)["val_loss"] for name in "ab"]
    assert losses[0] == losses[1]


def test_loss_and_optimiser_of_the_student_are_used(digits, tmp_path):
    calls = []

    def make_optimizer(model, lr):
        calls.append(lr)
        return torch.optim.SGD(model.parameters(), lr=lr)

    recipe = Recipe(
        "lenet", build, lambda: nn.CrossEntropyLoss(label_smoothing=0.5), make_optimizer
    )
    smoothed = run(recipe, SETTING, digits, tmp_path / "a")
    assert calls == [0.001]
    assert smoothed["val_loss"] != run(RECIPE, SETTING, digits, tmp_path / "b")["val_loss"]


@pytest.mark.parametrize(
    ("recipe", "setting"),
    [
        (Recipe("lenet", build, digest="changed"), SETTING),
        (RECIPE, Setting(64, 0.001, 2, 0)),
        (RECIPE, Setting(64, 0.001, 1, 1)),
        (RECIPE, Setting(64, 0.002, 1, 0)),
    ],
)
def test_a_result_of_something_else_does_not_count(digits, tmp_path, recipe, setting):
    run(RECIPE, SETTING, digits, tmp_path)
    assert finished(recipe, setting, digits, tmp_path) is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"model": "lenet"}'])
def test_a_damaged_result_does_not_count(digits, tmp_path, content):
    run(RECIPE, SETTING, digits, tmp_path)
    (tmp_path / "result.json").write_text(content)
    assert finished(RECIPE, SETTING, digits, tmp_path) is None


def test_a_result_without_its_pictures_does_not_count(digits, tmp_path):
    run(RECIPE, SETTING, digits, tmp_path)
    (tmp_path / "loss.png").unlink()
    assert finished(RECIPE, SETTING, digits, tmp_path) is None


def test_a_run_that_fails_leaves_the_earlier_one_alone(digits, tmp_path):
    folder = tmp_path / "lenet" / "x"
    run(RECIPE, SETTING, digits, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(RuntimeError, match="cannot take x"):
        run(Recipe("lenet", lambda: nn.Linear(3, 2)), SETTING, digits, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_run_that_diverges_says_so_and_is_finished(digits, tmp_path):
    setting = Setting(64, 1e30, 1, 0)
    run(RECIPE, setting, digits, tmp_path)
    result = finished(RECIPE, setting, digits, tmp_path)
    assert "expected a finite number" in result["diverged"]
    assert files(tmp_path) == {"result.json"}


def test_a_sweep_that_is_stopped_goes_on_where_it_was(digits, tmp_path, monkeypatch, capsys):
    settings = [Setting(size, 0.001, 1, 0) for size in (32, 64, 128)]
    fit, calls = runs.fit, []

    def stopped_in_the_second(*arguments, **named):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return fit(*arguments, **named)

    monkeypatch.setattr(runs, "fit", stopped_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        sweeps.sweep(RECIPE, settings, digits, tmp_path)
    assert files(tmp_path / "lenet") == {"bs32_lr0.001"}
    results = sweeps.sweep(RECIPE, settings, digits, tmp_path)
    assert len(calls) == 4
    assert "bs32_lr0.001: finished before" in capsys.readouterr().out

    monkeypatch.setattr(runs, "fit", fit)
    undisturbed = sweeps.sweep(RECIPE, settings, digits, tmp_path / "other")
    assert [r["val_loss"] for r in results] == [r["val_loss"] for r in undisturbed]


def test_table_and_overlay_hold_every_run_that_did_not_diverge(digits, tmp_path):
    settings = [Setting(64, lr, 1, 0) for lr in (0.0001, 0.01, 1e30)]
    results = sweeps.sweep(RECIPE, settings, digits, tmp_path)
    frame = sweeps.table(results)
    assert frame["lr"].tolist() == [0.01, 0.0001, 1e30]
    figure = sweeps.overlay(RECIPE, settings, results, tmp_path)
    texts = [text.get_text() for text in figure.axes[-1].get_legend().texts]
    assert texts[:2] == ["batch 64, lr 0.0001", "batch 64, lr 0.01"]
    assert len(texts) == 4
    assert sweeps.overlay(RECIPE, settings[2:], results[2:], tmp_path) is None
