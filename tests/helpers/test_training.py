import copy

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from helpers import fit
from helpers.training import DEFAULT_LR


def small(inputs=4):
    torch.manual_seed(0)
    return nn.Linear(inputs, 2)


def train(model, data, *args, **settings):
    return fit(model, data, *args, **({"epochs": 1, "progress": False, "device": "cpu"} | settings))


def test_it_learns(blobs):
    history = train(small(), blobs, blobs, epochs=20, lr=0.05)
    assert history["train_accuracy"][-1] > 0.95
    assert history["val_accuracy"][-1] > 0.95
    assert history["train_loss"][-1] < history["train_loss"][0]
    assert (history["seconds"] > 0).all()


@pytest.mark.parametrize("lr", [0.5, 0.01])
def test_the_learning_rate_is_used(blobs, lr):
    batch = blobs[:1]
    model, twin = small(), small()
    train(model, batch, lr=lr, optimizer=torch.optim.SGD)
    nn.functional.cross_entropy(twin(batch[0][0]), batch[0][1]).backward()
    expected = twin.weight - lr * twin.weight.grad
    torch.testing.assert_close(model.weight, expected)


def test_the_default_is_adam_at_its_default_rate(blobs):
    model, twin = small(), small()
    train(model, blobs[:1])
    train(twin, blobs[:1], optimizer=torch.optim.Adam(twin.parameters(), lr=DEFAULT_LR))
    assert torch.equal(model.weight, twin.weight)


def test_an_optimiser_keeps_its_own_rate(blobs):
    model = small()
    before = model.weight.detach().clone()
    train(model, blobs, optimizer=torch.optim.SGD(model.parameters(), lr=0.0))
    assert torch.equal(model.weight, before)


def test_two_rates_are_one_too_many(blobs):
    model = small()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with pytest.raises(ValueError, match=r"lr=0.2 and an optimiser with its own rate \(0.1\)"):
        train(model, blobs, optimizer=optimizer, lr=0.2)


def test_an_optimiser_of_another_model_is_refused(blobs):
    optimizer = torch.optim.SGD(small().parameters(), lr=0.1)
    with pytest.raises(ValueError, match="none of this model's parameters"):
        train(small(), blobs, optimizer=optimizer)


def test_losses_are_means_over_samples_also_with_a_ragged_last_batch(blobs):
    model = small()
    frozen = torch.optim.SGD(model.parameters(), lr=0.0)
    history = train(model, blobs, blobs, optimizer=frozen)
    x, y = (torch.cat(parts) for parts in zip(*blobs, strict=True))
    whole = nn.functional.cross_entropy(model(x), y).item()
    assert history["train_loss"][0] == pytest.approx(whole, rel=1e-5)
    assert history["val_loss"][0] == pytest.approx(whole, rel=1e-5)
    batch_means = np.mean([nn.functional.cross_entropy(model(x), y).item() for x, y in blobs])
    assert abs(batch_means - whole) > 1e-3  # the mistake would show


class Watch(nn.Module):
    """Notes the mode and whether gradients are on."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 2)
        self.seen = []

    def forward(self, x):
        self.seen.append((self.training, torch.is_grad_enabled()))
        return self.layer(x)


@pytest.mark.parametrize("training", [True, False])
def test_trains_in_train_mode_validates_in_eval_mode_and_restores(blobs, training):
    model = Watch().train(training)
    train(model, blobs[:2], blobs[:1], epochs=2)
    assert model.seen == [(True, True), (True, True), (False, False)] * 2
    assert model.training is training


def test_the_mode_is_restored_after_an_error(blobs):
    model = Watch().eval()
    with pytest.raises(ValueError, match="labels run"):
        train(model, [(blobs[0][0], blobs[0][1] + 5)])
    assert not model.training


def test_a_frozen_batch_norm_stays_frozen_afterwards(blobs):
    model = nn.Sequential(nn.BatchNorm1d(4), nn.Linear(4, 2))
    model[0].eval()
    train(model, blobs)
    assert not model[0].training
    assert model[1].training


def test_nothing_is_read_from_the_device_batch_by_batch(blobs, monkeypatch):
    reads = []
    item = torch.Tensor.item
    monkeypatch.setattr(torch.Tensor, "item", lambda self: reads.append(1) or item(self))
    train(small(), blobs * 10, blobs * 10, optimizer=torch.optim.SGD)
    assert len(reads) <= 4


def test_a_loss_that_explodes_is_one_clear_error(blobs, capfd):
    with pytest.raises(FloatingPointError, match=r"became (nan|inf) in epoch \d.*smaller learning"):
        train(small(), blobs, optimizer=torch.optim.SGD, lr=1e38, epochs=20)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"epochs": 0}, ValueError, "epochs is 0"),
        ({"epochs": 2.5}, ValueError, "epochs is 2.5"),
        ({"lr": -1}, ValueError, "lr is -1"),
        ({"lr": float("nan")}, ValueError, "lr is nan"),
        ({"restore": "first"}, ValueError, "restore is 'first'"),
        ({"optimizer": lambda params, lr: None}, TypeError, "optimizer gave NoneType"),
    ],
)
def test_settings_that_mean_nothing_are_refused(blobs, settings, error, message):
    with pytest.raises(error, match=message):
        train(small(), blobs, **settings)


def test_a_class_in_place_of_a_model_gets_a_hint(blobs):
    with pytest.raises(TypeError, match="to build it"):
        train(Watch, blobs)


def test_a_model_without_parameters_is_refused(blobs):
    with pytest.raises(ValueError, match="no parameters to train"):
        train(nn.Flatten(), blobs)


def test_wrong_shapes_are_one_message(blobs):
    with pytest.raises(RuntimeError, match=r"cannot take x of shape \(8, 4\)"):
        train(small(inputs=5), blobs)


def test_an_empty_loader_is_one_message():
    with pytest.raises(ValueError, match="train gave no batches"):
        train(small(), [])


def test_an_exhausted_generator_is_told_in_the_second_epoch(blobs):
    with pytest.raises(ValueError, match="already used up"):
        train(small(), iter(blobs), epochs=2)


def test_a_dataloader_works(blobs):
    x, y = (torch.cat(parts) for parts in zip(*blobs, strict=True))
    loader = DataLoader(TensorDataset(x, y), batch_size=10, shuffle=True)
    assert train(small(), loader, loader, epochs=10, lr=0.1)["val_accuracy"][-1] > 0.9


def test_the_seed_repeats_a_training_with_dropout_and_shuffling(digits):
    part = digits.train.subset(range(200))
    part.shuffle = True
    torch.manual_seed(0)
    start = nn.Sequential(nn.Flatten(), nn.Dropout(), nn.Linear(784, 10))
    runs = [train(copy.deepcopy(start), part, seed=seed, epochs=2) for seed in (3, 3, 4)]
    assert runs[0]["train_loss"].tolist() == runs[1]["train_loss"].tolist()
    assert runs[0]["train_loss"].tolist() != runs[2]["train_loss"].tolist()


def test_the_best_weights_are_a_copy_and_come_back_on_request(blobs):
    # Validation labels are the other way round: training soon makes it worse.
    wrong = [(x, 1 - y) for x, y in blobs]
    last, best = small(), small()
    settings = {"epochs": 5, "lr": 0.1}
    history = train(last, blobs, wrong, **settings)
    train(best, blobs, wrong, restore="best", **settings)
    assert history.best["epoch"] < 5
    assert torch.equal(best.weight, history.best_state["weight"])
    assert not torch.equal(last.weight, history.best_state["weight"])


def test_another_loss_and_other_targets_work(blobs):
    pairs = [(x, x[:, :2].clone()) for x, _ in blobs]
    history = train(small(), pairs, pairs, epochs=5, lr=0.05, loss=nn.MSELoss())
    assert history["val_loss"][-1] < history["val_loss"][0]
    assert np.isnan(history["train_accuracy"]).all()


def test_frozen_parameters_stay(blobs):
    model = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 2))
    model[0].requires_grad_(False)
    before = model[0].weight.clone()
    train(model, blobs)
    assert torch.equal(model[0].weight, before)


def test_gradients_are_on_even_inside_no_grad(blobs):
    model = small()
    before = model.weight.detach().clone()
    with torch.no_grad():
        train(model, blobs)
    assert not torch.equal(model.weight, before)


def test_the_example_of_the_course_is_quick_and_good(digits):
    torch.manual_seed(0)
    lenet = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10),
    )  # fmt: skip
    history = train(lenet, digits.train, digits.val, epochs=4, seed=0)
    assert history["val_accuracy"][-1] > 0.8
