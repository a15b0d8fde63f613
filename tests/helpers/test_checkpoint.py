import os
import pickle

import pytest
import torch
from torch import nn

from helpers import fit
from helpers.checkpoint import CheckpointError, read
from helpers.randomness import (
    loader_state,
    random_state,
    random_state_kept,
    set_loader_state,
    set_random_state,
)

from .interrupted import build, loader, sgd, train


@pytest.fixture
def path(tmp_path):
    train(epochs=2, schedule=None, checkpoint=tmp_path / "run.pt")
    return tmp_path / "run.pt"


def go_on(path, **settings):
    return train(**({"epochs": 3, "schedule": None, "checkpoint": path, "resume": True} | settings))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_checkpoint_is_one_clear_message(path, share):
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(CheckpointError, match=r"run.pt cannot be read as a checkpoint.*Delete it"):
        go_on(path)


def test_a_damaged_byte_is_one_clear_message(path):
    whole = bytearray(path.read_bytes())
    weight = read(path)["model"]["5.weight"].numpy().tobytes()
    whole[whole.index(weight) + 10] ^= 1
    path.write_bytes(whole)
    with pytest.raises(CheckpointError, match="cut short or damaged"):
        go_on(path)


class Hostile:
    def __init__(self, command):
        self.command = command

    def __reduce__(self):
        return os.system, (self.command,)


@pytest.mark.parametrize("how", ["torch", "pickle"])
def test_a_hostile_checkpoint_is_refused_and_not_run(path, tmp_path, how, capfd):
    witness = tmp_path / "witness"
    bomb = Hostile(f"touch {witness}")
    if how == "torch":
        state = torch.load(path, weights_only=True) | {"history": bomb}
        torch.save(state, path)
    else:
        path.write_bytes(pickle.dumps(bomb))
    with pytest.raises(CheckpointError, match="more than tensors and plain values"):
        go_on(path)
    assert not witness.exists()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("content", [{}, [1], {"weight": torch.zeros(2)}, torch.zeros(2)])
def test_a_file_of_something_else_is_refused(path, content):
    torch.save(content, path)
    with pytest.raises(CheckpointError, match="is no checkpoint of fit"):
        go_on(path)


def test_a_later_version_is_told(path):
    torch.save(torch.load(path, weights_only=True) | {"version": 99}, path)
    with pytest.raises(CheckpointError, match="has version 99"):
        go_on(path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("history", 3),
        ("history", [{"epoch": "x"}]),
        ("optimizer", {}),
        ("random", {"torch": torch.zeros(3)}),
        ("best_state", {"other": torch.zeros(1)}),
        ("model", []),
        ("train", 7),
    ],
)
def test_nonsense_inside_is_one_clear_message(path, key, value):
    torch.save(torch.load(path, weights_only=True) | {key: value}, path)
    with pytest.raises(CheckpointError, match="does not fit this training|another training"):
        go_on(path)


def test_no_file_is_told_unless_auto(tmp_path):
    with pytest.raises(FileNotFoundError, match="resume='auto' starts anew"):
        go_on(tmp_path / "none.pt")
    assert len(go_on(tmp_path / "none.pt", resume="auto")[1]) == 3


def test_resume_without_a_file_name_is_refused():
    with pytest.raises(ValueError, match="resume needs to know the file"):
        train(resume="auto")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"lr": 0.01}, "lr=0.1, now 0.01"),
        ({"optimizer": torch.optim.Adam}, "optimizer='SGD', now 'Adam'"),
        ({"schedule": "cosine"}, "schedule=None, now 'cosine'"),
        ({"clip": None}, "clip=1.0, now None"),
        ({"seed": 3}, "seed=2, now 3"),
        ({"loss": nn.MSELoss()}, "loss=None, now 'MSELoss'"),
    ],
)
def test_a_setting_that_changed_is_named_and_not_ignored(path, changes, message):
    with pytest.raises(CheckpointError, match=message):
        go_on(path, **changes)


def test_a_batch_size_that_changed_is_named(path):
    with pytest.raises(CheckpointError, match="batches=4, now 7"):
        fit(build(), loader("tensor").with_batch_size(8), epochs=3, lr=0.1, checkpoint=path,
            resume=True, device="cpu", progress=False, optimizer=sgd, clip=1.0, seed=2)  # fmt: skip


def test_another_model_is_named_and_left_alone(path):
    model = nn.Sequential(nn.Flatten(), nn.Linear(64, 3))
    before = model[1].weight.clone()
    with pytest.raises(CheckpointError, match=r"belongs to another training: .*weight"):
        go_on(path, model=model)
    assert torch.equal(model[1].weight, before)


def test_what_could_not_be_read_back_is_refused_when_written(tmp_path):
    class Odd(nn.Linear):
        def get_extra_state(self):
            return object()

        def set_extra_state(self, state):
            pass

    model = nn.Sequential(nn.Flatten(), Odd(64, 3))
    with pytest.raises(CheckpointError, match=r"model.1._extra_state is a object"):
        train(model=model, epochs=1, checkpoint=tmp_path / "run.pt")
    assert not (tmp_path / "run.pt").exists()


def test_numbers_of_numpy_are_no_obstacle(tmp_path):
    import numpy as np

    train(lr=np.float64(0.1), epochs=1, schedule=None, checkpoint=tmp_path / "run.pt")
    assert read(tmp_path / "run.pt")["settings"]["lr"] == 0.1


def test_random_numbers_come_again_and_are_plain(tmp_path):
    state = random_state()
    torch.save(state, tmp_path / "state")
    first = torch.rand(2)
    set_random_state(torch.load(tmp_path / "state", weights_only=True))
    assert torch.equal(first, torch.rand(2))


def test_random_numbers_are_kept_through_an_error():
    torch.manual_seed(0)
    expected = torch.rand(1)
    torch.manual_seed(0)
    with pytest.raises(ZeroDivisionError), random_state_kept():
        torch.rand(9)
        _ = 1 / 0
    assert torch.equal(torch.rand(1), expected)


@pytest.mark.parametrize("kind", ["tensor", "generator"])
def test_a_loader_goes_back_to_its_epoch(kind):
    data = loader(kind)
    list(data)
    state = loader_state(data)
    second = [y.tolist() for _, y in data]
    assert second != [y.tolist() for _, y in data]
    set_loader_state(data, state)
    assert second == [y.tolist() for _, y in data]


def test_a_loader_with_a_state_of_its_own_is_asked():
    class Stateful(list):
        place = 3

        def state_dict(self):
            return {"place": self.place}

        def load_state_dict(self, state):
            self.place = state["place"]

    data = Stateful()
    state = loader_state(data)
    data.place = 9
    set_loader_state(data, state)
    assert data.place == 3
