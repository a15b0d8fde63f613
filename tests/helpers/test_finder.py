import copy
import math

import numpy as np
import pytest
import torch
from matplotlib.figure import Figure
from torch import nn

from helpers import find_lr, fit
from helpers.finder import suggested

from .interrupted import build, loader


def everything(model):
    tensors = {name: value.clone() for name, value in model.state_dict().items()}
    grads = {n: None if p.grad is None else p.grad.clone() for n, p in model.named_parameters()}
    return tensors, grads, [part.training for part in model.modules()]


def equal(one, other):
    if isinstance(one, torch.Tensor):
        return torch.equal(one, other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    return one == other


@pytest.mark.parametrize("kind", ["tensor", "dataloader", "generator"])
def test_nothing_is_changed(kind):
    model, data = build(), loader(kind)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.03)
    fit(model, data, optimizer=optimizer, epochs=1, device="cpu", progress=False)
    model[1].eval()
    before = everything(model)
    state = copy.deepcopy(optimizer.state_dict())
    torch.manual_seed(4)
    np.random.seed(4)
    twin = copy.deepcopy(data)
    expected = [y.tolist() for _, y in twin], torch.rand(1), np.random.rand()
    torch.manual_seed(4)
    np.random.seed(4)
    find_lr(model, data, optimizer=optimizer, steps=30, device="cpu")
    assert equal(before, everything(model))
    assert equal(state, optimizer.state_dict())
    assert equal(expected, ([y.tolist() for _, y in data], torch.rand(1), np.random.rand()))


def test_the_suggestion_trains(digits):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))
    rates = find_lr(model, digits.train, device="cpu")
    assert 1e-4 < rates.suggestion < 0.2
    history = fit(model, digits.train, digits.val, lr=rates.suggestion, epochs=4, seed=0,
                  device="cpu", progress=False)  # fmt: skip
    assert history["val_accuracy"][-1] > 0.75


def test_it_stops_when_the_loss_explodes(blobs):
    rates = find_lr(nn.Linear(4, 2), blobs, optimizer=torch.optim.SGD, high=1e6, device="cpu")
    assert rates.frame["lr"].iloc[-1] < 1e5
    assert np.isfinite(rates.frame["loss"]).all()


def test_the_rates_are_those_that_are_used(blobs):
    model = nn.Linear(4, 2)
    frame = find_lr(model, blobs[:1], optimizer=torch.optim.SGD, steps=10, low=0.5, high=1.0,
                    device="cpu").frame  # fmt: skip
    x, y = blobs[0]
    first = nn.functional.cross_entropy(model(x), y)
    gradients = torch.autograd.grad(first, list(model.parameters()))
    weight, bias = (p - 0.5 * g for p, g in zip(model.parameters(), gradients, strict=True))
    second = nn.functional.cross_entropy(x @ weight.T + bias, y)
    assert frame["loss"][:2].tolist() == pytest.approx([first.item(), second.item()], rel=1e-5)


def test_an_autoencoder_works_too(blobs):
    assert len(find_lr(nn.Linear(4, 4), blobs, target="input", steps=20, device="cpu").frame) == 20


def test_it_draws_itself(blobs):
    from matplotlib import pyplot as plt

    rates = find_lr(nn.Linear(4, 2), blobs, steps=20, device="cpu")
    assert isinstance(rates.plot(), Figure)
    figure, ax = plt.subplots()
    assert rates.plot(ax=ax) is figure
    assert ax.get_xscale() == "log"
    plt.close(figure)
    assert "tried 1e-06 to" in repr(rates)


def test_a_loss_that_never_falls_gives_no_suggestion():
    assert math.isnan(suggested([0.1, 1.0, 10.0], [1.0, 1.1, 1.2]))


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"low": 1.0, "high": 0.1}, ValueError, "0 < low < high"),
        ({"steps": 3}, ValueError, "whole number of steps from 10"),
    ],
)
def test_settings_that_mean_nothing_are_refused(blobs, settings, error, message):
    with pytest.raises(error, match=message):
        find_lr(nn.Linear(4, 2), blobs, **settings)


def test_what_would_be_used_up_is_refused(blobs):
    with pytest.raises(TypeError, match="use it up"):
        find_lr(nn.Linear(4, 2), iter(blobs))


def test_an_empty_loader_and_nan_are_one_message_each(blobs):
    with pytest.raises(ValueError, match="train gave no batches"):
        find_lr(nn.Linear(4, 2), [], device="cpu")
    broken = [(x * math.nan, y) for x, y in blobs]
    with pytest.raises(FloatingPointError, match="first batch"):
        find_lr(nn.Linear(4, 2), broken, device="cpu")
