"""Training that is interrupted ends as if it had not been."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from helpers import fit
from helpers.checkpoint import CheckpointError

from . import interrupted
from .interrupted import EPOCHS, build, loader, same, train


def stop_after(epochs):
    return lambda row, model: row["epoch"] >= epochs


@pytest.mark.parametrize("kind", ["tensor", "dataloader", "generator"])
@pytest.mark.parametrize("schedule", [None, "onecycle", "cosine", "step"])
def test_stopping_and_going_on_changes_nothing(tmp_path, kind, schedule):
    whole = train(kind, schedule=schedule)
    path = tmp_path / "run.pt"
    for epochs in (2, 3):
        train(kind, schedule=schedule, checkpoint=path, resume="auto", on_epoch=stop_after(epochs))
        torch.rand(7)  # what happens between the two is of no account
    resumed = train(kind, schedule=schedule, checkpoint=path, resume=True)
    assert len(resumed[1]) == EPOCHS
    same(whole, resumed)


@pytest.mark.parametrize("kind", ["tensor", "dataloader"])
def test_fewer_epochs_first_and_all_of_them_later(tmp_path, kind):
    path = tmp_path / "run.pt"
    train(kind, schedule=None, epochs=2, checkpoint=path)
    same(train(kind, schedule=None), train(kind, schedule=None, checkpoint=path, resume=True))


@pytest.mark.parametrize("name", ["Adam", "AdamW", "RMSprop", "Adagrad"])
def test_the_state_of_every_optimiser_is_kept(tmp_path, name):
    path = tmp_path / "run.pt"
    settings = {"optimizer": getattr(torch.optim, name), "lr": 0.01, "schedule": None}
    train(**settings, checkpoint=path, on_epoch=stop_after(3))
    same(train(**settings), train(**settings, checkpoint=path, resume=True))


def onecycle(optimizer, steps):
    return torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=steps)


def plateau(optimizer, steps):
    return torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=0)


@pytest.mark.parametrize("schedule", [onecycle, plateau])
def test_schedulers_of_pytorch_are_kept(tmp_path, schedule):
    path = tmp_path / "run.pt"
    train(schedule=schedule, checkpoint=path, on_epoch=stop_after(3))
    same(train(schedule=schedule), train(schedule=schedule, checkpoint=path, resume=True))


def test_a_scheduler_of_pytorch_made_for_another_total_is_refused(tmp_path):
    path = tmp_path / "run.pt"
    train(schedule=onecycle, epochs=3, checkpoint=path)
    with pytest.raises(CheckpointError, match="made for 12 batches in all, but now there are 24"):
        train(schedule=onecycle, checkpoint=path, resume=True)


def test_a_schedule_follows_the_total_that_is_asked_for(tmp_path):
    path = tmp_path / "run.pt"
    train(schedule="cosine", epochs=3, checkpoint=path)
    rates = train(schedule="cosine", checkpoint=path, resume=True)[1]["lr"]
    assert rates[3:].tolist() == train(schedule="cosine")[1]["lr"][3:].tolist()


def test_an_optimiser_that_exists_can_go_on(tmp_path):
    def run(**settings):
        model = build()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        return train(model=model, optimizer=optimizer, lr=None, **settings)

    path = tmp_path / "run.pt"
    run(checkpoint=path, on_epoch=stop_after(2))
    same(run(), run(checkpoint=path, resume=True))


def test_the_same_cell_run_again_goes_on(tmp_path):
    path, model = tmp_path / "run.pt", build()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    settings = {"optimizer": optimizer, "lr": None, "checkpoint": path, "resume": "auto"}

    def interrupt(row, model):
        if row["epoch"] == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(model=model, **settings, on_epoch=interrupt)
    resumed = train(model=model, **settings)
    model = build()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    same(train(model=model, optimizer=optimizer, lr=None), resumed)


def test_patience_counts_on_where_it_was(tmp_path):
    # The validation loss rises from the first epoch on, for the labels are the other way round.
    def run(**settings):
        torch.manual_seed(0)
        model = torch.nn.Linear(4, 2)
        x, y = torch.randn(20, 4), torch.arange(20) % 2
        x = x + 3 * y[:, None]
        history = fit(model, [(x, y)], [(x, 1 - y)], epochs=50, lr=0.1, patience=5,
                      progress=False, device="cpu", **settings)  # fmt: skip
        return model, history, None

    path = tmp_path / "run.pt"
    whole = run()
    run(checkpoint=path, on_epoch=stop_after(len(whole[1]) - 2))
    resumed = run(checkpoint=path, resume=True)
    assert len(whole[1]) < 50
    same(whole, resumed)
    same(whole, run(checkpoint=path, resume=True))  # it stays stopped


def test_the_best_weights_survive_and_are_not_the_last(tmp_path):
    path = tmp_path / "run.pt"
    train(checkpoint=path, restore="best", on_epoch=stop_after(3), monitor="train_accuracy")
    whole = train(restore="best", monitor="train_accuracy")
    same(whole, train(checkpoint=path, resume=True, restore="best", monitor="train_accuracy"))


def test_a_finished_training_is_only_read(tmp_path):
    path = tmp_path / "run.pt"
    whole = train(checkpoint=path)
    before = path.read_bytes()
    same(whole, train(checkpoint=path, resume="auto"))
    assert path.read_bytes() == before


def test_without_resume_a_training_starts_anew(tmp_path):
    path = tmp_path / "run.pt"
    train(checkpoint=path)
    same(train(), train(checkpoint=path))


def test_more_epochs_than_asked_for_is_said(tmp_path):
    path = tmp_path / "run.pt"
    train(checkpoint=path)
    with pytest.raises(CheckpointError, match="holds 6 epochs, but 4 are asked for"):
        train(checkpoint=path, resume=True, epochs=4)


def test_mixed_precision_and_channels_last_are_exact_too(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.precision.has_bf16", lambda device: True)
    path, settings = tmp_path / "run.pt", {"mixed_precision": "bf16", "channels_last": True}
    train(**settings, checkpoint=path, on_epoch=stop_after(3))
    same(train(**settings), train(**settings, checkpoint=path, resume=True))


def test_the_callback_may_draw_random_numbers(tmp_path):
    def draw(until):
        return lambda row, model: bool(torch.rand(3).sum() > 9) or row["epoch"] >= until

    path = tmp_path / "run.pt"
    train("dataloader", checkpoint=path, on_epoch=draw(2))
    resumed = train("dataloader", checkpoint=path, resume=True, on_epoch=draw(99))
    same(train("dataloader", on_epoch=draw(99)), resumed)


def start(path, kind, moment):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, interrupted.__file__, str(path), kind, moment]
    return subprocess.Popen(command, env=environment)


MOMENTS = {
    "in a batch": "dataloader",
    "half written": "tensor",
    "before the renaming": "dataloader",
    "after the renaming": "tensor",
}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_kill_at_any_moment_of_an_epoch_changes_nothing(tmp_path):
    children = {
        moment: start(tmp_path / moment / "run.pt", kind, moment)
        for moment, kind in MOMENTS.items()
    }
    for moment, child in children.items():
        assert child.wait(timeout=120) == -signal.SIGKILL, moment
    for moment, kind in MOMENTS.items():
        path = tmp_path / moment / "run.pt"
        resumed = train(kind, checkpoint=path, resume=True)
        same(train(kind), resumed)
        assert len(list(path.parent.iterdir())) <= 2
    # What a kill in the middle of writing leaves is gone after the next epoch.
    assert not list((tmp_path / "half written").glob(".*"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_kills_from_outside_again_and_again(tmp_path):
    path = tmp_path / "run.pt"
    for delay in (0.0, 0.03):
        before = path.stat().st_mtime_ns if path.exists() else 0
        child = start(path, "tensor", "from outside")
        deadline = time.monotonic() + 60
        while not path.exists() or path.stat().st_mtime_ns == before:
            assert time.monotonic() < deadline
            assert child.poll() is None
            time.sleep(0.002)
        time.sleep(delay)
        child.kill()
        child.wait()
    same(train(epochs=60), train(epochs=60, checkpoint=path, resume=True))


def test_a_checkpoint_lies_where_it_was_asked_for(tmp_path):
    path = tmp_path / "a" / "b" / "run.pt"
    fit(build(), loader("tensor"), epochs=1, checkpoint=str(path), progress=False, device="cpu")
    assert [one.name for one in path.parent.iterdir()] == ["run.pt"]
    assert isinstance(path, Path)
