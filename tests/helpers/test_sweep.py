"""Sweeps as a notebook does them."""

import json

import numpy as np
import pandas as pd
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from helpers import evaluate, runs, sweep, sweeps
from helpers.checkpoint import read
from helpers.fingerprints import fingerprint
from helpers.grids import settings_of

from .interrupted import loader


@pytest.fixture(autouse=True)
def quick_pictures(request, monkeypatch):
    # One test looks at them; elsewhere they only cost time.
    if "overlay" not in request.node.name:
        monkeypatch.setattr(
            runs, "_draw", lambda history, title, folder: (folder / "loss.png").touch()
        )
        monkeypatch.setattr(sweeps, "overlay", lambda *_: None)


class Net(nn.Sequential):
    def __init__(self, hidden=8):
        super().__init__(nn.Flatten(), nn.Linear(64, hidden), nn.ReLU(), nn.Dropout(0.2),
                         nn.Linear(hidden, 3))  # fmt: skip


def do(folder, settings, build=Net, **more):
    data = more.pop("data", (loader("tensor"), loader("tensor").in_order()))
    return sweep(build, settings, data, folder, **({"epochs": 2, "progress": False} | more))


def files(folder):
    return {path.name for path in folder.iterdir()}


def test_a_grid_leaves_folders_a_table_and_an_overlay(tmp_path):
    found = do(tmp_path, {"lr": [0.1, 0.001], "hidden": [4, 8]})
    names = {f"lr{lr}_hidden{hidden}" for lr in ("0.1", "0.001") for hidden in (4, 8)}
    assert files(tmp_path) == names | {"sweep.csv", "sweep.png"}
    assert files(tmp_path / "lr0.1_hidden4") == {
        "loss.png", "history.csv", "weights.pt", "result.json"
    }  # fmt: skip
    table = found.table
    assert list(table.columns[:3]) == ["lr", "hidden", "best_val_loss"]
    assert "batch_size" not in table
    assert table["best_val_loss"].is_monotonic_increasing
    assert len(pd.read_csv(tmp_path / "sweep.csv")) == len(found) == 4
    assert found.best["best_val_loss"] == table["best_val_loss"][0]
    assert found[0]["parameters"] < found[1]["parameters"]
    labels = [text.get_text() for text in found.plot().axes[-1].get_legend().texts]
    assert "lr 0.1, hidden 4" in labels
    assert "best_val_loss" in repr(found)
    assert "<table" in found._repr_html_()


def test_a_list_of_settings_may_differ_in_anything(tmp_path):
    settings = [
        {"lr": 0.1, "optimizer": torch.optim.SGD, "schedule": "onecycle"},
        {"clip": 1.0, "epochs": 3, "batch_size": 25},
        {"seed": 5},
    ]
    found = do(tmp_path, settings)
    assert [len(frame) for frame in found.histories.values()] == [2, 3, 2]
    assert (tmp_path / "lr0.1_optimizer-SGD_schedule-onecycle").is_dir()
    assert found.table["schedule"].tolist().count("onecycle") == 1


def test_the_best_model_comes_with_its_weights(tmp_path):
    data = (loader("tensor"), loader("tensor").in_order())
    found = do(tmp_path, {"lr": [0.1, 1e-5]}, data=data)
    state = torch.get_rng_state()
    model = found.best_model()
    assert torch.equal(state, torch.get_rng_state())
    measured = evaluate(model, data[1], device="cpu")
    assert measured.loss == pytest.approx(found.best["best_val_loss"], rel=1e-5)


def losses(found):
    return [frame["val_loss"].tolist() for frame in found.histories.values()]


INTERRUPTS = []


def interrupt(row, model):
    if INTERRUPTS and model[1].out_features == 6 and row["epoch"] == 2:
        raise KeyboardInterrupt


@pytest.mark.parametrize("kind", ["tensor", "dataloader", "generator"])
def test_stopped_in_the_middle_of_a_run_it_goes_on_there(tmp_path, kind):
    def run(folder):
        data = loader(kind), loader("tensor").in_order()
        return do(folder, {"hidden": [4, 6, 8]}, data=data, epochs=3, on_epoch=interrupt)

    whole = run(tmp_path / "whole")
    INTERRUPTS.append(1)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "broken")
    INTERRUPTS.clear()
    kept = next((tmp_path / "broken").glob(".unfinished-hidden6-*.pt"))
    assert len(read(kept)["history"]) == 1
    assert losses(run(tmp_path / "broken")) == losses(whole)


def test_a_finished_run_is_not_done_again_and_a_stopped_one_goes_on(tmp_path, monkeypatch, capsys):
    settings = {"hidden": [4, 6, 8]}
    whole = do(tmp_path / "whole", settings, epochs=3)
    fit, began = runs.fit, []

    def stopped(*arguments, **named):
        began.append(1)
        if len(began) == 2:
            fit(*arguments, **named | {"on_epoch": lambda row, model: row["epoch"] == 2})
            raise KeyboardInterrupt
        return fit(*arguments, **named)

    monkeypatch.setattr(runs, "fit", stopped)
    with pytest.raises(KeyboardInterrupt):
        do(tmp_path / "broken", settings, epochs=3)
    kept = next((tmp_path / "broken").glob(".unfinished-hidden6-*.pt"))
    assert len(read(kept)["history"]) == 2
    capsys.readouterr()
    found = do(tmp_path / "broken", settings, epochs=3)
    assert len(began) == 4
    assert losses(found) == losses(whole)
    assert capsys.readouterr().out.count("finished before") == 1
    assert not list((tmp_path / "broken").glob(".unfinished*"))


def test_what_a_stopped_run_left_is_dropped_when_it_is_damaged(tmp_path, monkeypatch):
    fit = runs.fit

    def stopped(*arguments, **named):
        fit(*arguments, **named | {"epochs": 1})
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "fit", stopped)
    with pytest.raises(KeyboardInterrupt):
        do(tmp_path, {"hidden": [4]})
    next(tmp_path.glob(".unfinished*")).write_bytes(b"cut sho")
    monkeypatch.setattr(runs, "fit", fit)
    assert len(do(tmp_path, {"hidden": [4]})) == 1
    assert files(tmp_path) == {"hidden4", "sweep.csv"}


class Other(Net):
    def forward(self, x):
        return super().forward(x) * 2


@pytest.mark.parametrize(
    "changes", [{"build": Other}, {"epochs": 3}, {"seed": 1}, {"clip": 1.0}, {"data": 2}]
)
def test_what_changed_is_done_again(tmp_path, changes, capsys):
    do(tmp_path, {"hidden": [4]})
    if "data" in changes:
        part = loader("tensor").subset(range(40))
        changes = {"data": (part, part)}
    do(tmp_path, {"hidden": [4]}, **changes)
    assert "finished before" not in capsys.readouterr().out


def test_what_did_not_change_is_not(tmp_path, capsys):
    do(tmp_path, {"hidden": [4]}, metrics={"m": lambda out, y: 0.0})
    do(tmp_path, {"hidden": [4, 8]}, metrics={"m": lambda out, y: 0.0})
    assert capsys.readouterr().out.count("finished before") == 1


@pytest.mark.parametrize("kind", ["dataloader", "generator"])
def test_runs_do_not_depend_on_those_before_them(tmp_path, kind):
    def data():
        return loader(kind), loader("tensor").in_order()

    both = do(tmp_path / "both", {"hidden": [8, 4]}, data=data())
    one = do(tmp_path / "one", {"hidden": [4]}, data=data())
    assert losses(both)[1] == losses(one)[0]


def test_a_run_that_diverges_stands_in_the_table(tmp_path):
    found = do(tmp_path, {"lr": [1e30, 0.01], "optimizer": torch.optim.SGD})
    assert np.isnan(found.table["best_val_loss"]).tolist() == [False, True]
    assert list(found.histories) == ["lr 0.01, optimizer SGD"]
    result = json.loads(next(tmp_path.glob("lr10*/result.json")).read_text())
    assert "smaller learning rate" in result["diverged"]


def test_when_all_diverge_there_is_no_best_and_no_overlay(tmp_path):
    found = do(tmp_path, {"lr": [1e30]}, optimizer=torch.optim.SGD)
    assert found.plot() is None
    with pytest.raises(ValueError, match="they diverged"):
        _ = found.best


def test_an_autoencoder_is_swept_too(tmp_path):
    def build(code):
        return nn.Sequential(nn.Linear(6, code), nn.Linear(code, 6))

    x = torch.randn(40, 6, generator=torch.Generator().manual_seed(0))
    data = DataLoader(TensorDataset(x), batch_size=10)
    found = do(tmp_path, {"code": [1, 5]}, build, data=(data, data), target="input", lr=0.03,
               epochs=15)  # fmt: skip
    assert found.table["code"].tolist() == [5, 1]


def test_a_whole_data_works(tmp_path, digits):
    def build():
        return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))

    found = do(tmp_path, {"batch_size": [64, 256]}, build, data=digits, epochs=1)
    assert files(tmp_path) == {"bs64", "bs256", "sweep.csv"}
    assert found.table["val_accuracy"].max() > 0.3


@pytest.mark.parametrize(
    ("settings", "more", "error", "message"),
    [
        ({"lr": []}, {}, ValueError, "nothing to try"),
        ([], {}, ValueError, "nothing to try"),
        (3, {}, TypeError, "settings is a int; expected a grid"),
        ([3], {}, TypeError, "settings is a list; expected a grid"),
        ({"widht": [3]}, {}, ValueError, r"'widht' is no setting;.*Net takes \(hidden\)"),
        ({"lr": [0.1]}, {"pacience": 3}, ValueError, "'pacience' is no setting"),
        ({"lr": [0.1, 0.1]}, {}, ValueError, "several settings would have the folder lr0.1"),
        ({"lr": [0.1]}, {"build": nn.Linear(1, 1)}, TypeError, "build is a Linear"),
        ({"lr": [0.1]}, {"data": 3}, TypeError, "data is a int; expected a Data or a pair"),
        ({"lr": [0.1]}, {"data": ([], None)}, TypeError, "compared by their validation loss"),
    ],
)
def test_bad_input_is_one_message(tmp_path, settings, more, error, message):
    with pytest.raises(error, match=message):
        do(tmp_path / "new", settings, **more)
    assert not (tmp_path / "new").exists()


def test_a_fixed_batch_size_is_told(tmp_path):
    data = (loader("dataloader"), loader("dataloader"))
    with pytest.raises(ValueError, match="batch size of a DataLoader is fixed"):
        do(tmp_path, {"batch_size": [3]}, data=data)


def test_an_optimiser_that_exists_is_refused(tmp_path):
    optimizer = torch.optim.SGD(Net().parameters(), lr=0.1)
    with pytest.raises(TypeError, match="every run has its own"):
        do(tmp_path, {"hidden": [4]}, optimizer=optimizer)


def test_long_names_of_folders_are_cut():
    settings = [{"hidden": 4, "direction": "x" * 200 + end} for end in "ab"]
    labels = [one.label for one in settings_of(Net, settings, 1, 0, {})]
    assert len(set(labels)) == 2
    assert max(map(len, labels)) <= 150


def test_marks_see_code_and_not_addresses():
    def make(number):
        return lambda x: x + number

    assert fingerprint(make(1)) == fingerprint(make(1))
    assert fingerprint(make(1)) != fingerprint(make(2))
    assert fingerprint(Net) != fingerprint(Other)
    assert fingerprint(nn.ReLU()) == fingerprint(nn.ReLU())
    assert fingerprint(nn.Linear(2, 3)) != fingerprint(nn.Linear(2, 4))
