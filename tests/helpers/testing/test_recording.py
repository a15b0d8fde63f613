"""Are the layers of a network seen in what it computes, however it is written?"""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from helpers.testing import plain, record_layers

X = torch.rand(2, 1, 28, 28, generator=torch.Generator().manual_seed(0))


def kinds(model):
    return [layer["kind"] for layer in record_layers(model, X)]


def bare(model):
    return [layer["bare"] for layer in record_layers(model, X)]


class Functional(nn.Module):
    """A network of functions only, with a function in place of the ReLU."""

    def __init__(self, relu=F.relu):
        super().__init__()
        self.kernel = nn.Parameter(torch.randn(4, 1, 5, 5))
        self.weight = nn.Parameter(torch.randn(10, 4 * 14 * 14))
        self.relu = relu

    def forward(self, x):
        x = F.max_pool2d(F.conv2d(F.pad(x, (2, 2, 2, 2)), self.kernel), 2)
        return F.linear(self.relu(x).flatten(1), self.weight)


def test_are_modules_and_functions_seen_alike():
    layers = [nn.Conv2d(1, 4, 5, padding=2, bias=False), nn.MaxPool2d(2), nn.ReLU(), nn.Flatten()]
    modules = nn.Sequential(*layers, nn.Linear(4 * 14 * 14, 10, bias=False))
    assert record_layers(modules, X) == record_layers(Functional(), X)
    first, pooling, last = record_layers(modules, X)
    assert first == {
        "kind": "convolution",
        "kernel": (5, 5),
        "stride": (1, 1),
        "channels": (1, 4),
        "map": (28, 28),
        "registered": True,
        "bare": [],
    }
    assert pooling == {"kind": "max pooling", "map": (14, 14), "bare": [0]}
    assert last == {"kind": "linear", "features": (784, 10), "window": None, "bare": []}


class Windows(nn.Module):
    """A convolution as a product of filters and windows."""

    def __init__(self, cut):
        super().__init__()
        self.filters, self.cut = nn.Parameter(torch.randn(4, 25)), cut

    def forward(self, x):
        return (self.filters @ self.cut(x)).reshape(len(x), 4, 24, 24)


@pytest.mark.parametrize(
    "cut",
    [
        lambda x: F.unfold(x, 5),
        lambda x: x.unfold(2, 5, 1).unfold(3, 5, 1).reshape(len(x), -1, 25).transpose(1, 2),
    ],
)
def test_are_the_windows_of_a_convolution_seen_that_is_written_as_a_product(cut):
    (layer,) = record_layers(Windows(cut), X)
    assert (layer["kind"], layer["window"]) == ("linear", (5, 5))


def test_is_a_pooling_written_with_windows_no_convolution():
    class Pooled(nn.Module):
        def forward(self, x):
            return x.unfold(2, 2, 2).unfold(3, 2, 2).amax(dim=(-1, -2)).flatten(1) @ torch.ones(
                196, 3
            )

    (layer,) = record_layers(Pooled(), X)
    assert layer["window"] is None


def set_to_zero(x):
    y = x.clone()
    y[y < 0] = 0
    return y


@pytest.mark.parametrize(
    "relu",
    [
        torch.relu,
        F.relu_,
        F.relu6,
        lambda x: x.clamp(min=0),
        lambda x: x.clamp_(0, 6),
        lambda x: torch.clamp_min(x, 0),
        lambda x: torch.maximum(x, torch.zeros(())),
        lambda x: torch.maximum(x, torch.zeros_like(x)),
        lambda x: F.threshold(x, 0.0, 0.0),
        lambda x: x * (x > 0),
        lambda x: torch.where(x > 0, x, 0.0),
        lambda x: x * (x > 0).float(),
        lambda x: (x + x.abs()) / 2,
        lambda x: x.masked_fill(x < 0, 0),
        lambda x: F.leaky_relu(x, 0.0),
        lambda x: torch.stack([x, torch.zeros_like(x)]).amax(dim=0),
        set_to_zero,
    ],
)
def test_is_a_relu_recognised_in_every_spelling(relu):
    assert bare(Functional(relu)) == [[], [0], []]


def thrown_away(x):
    F.relu(x)
    return x


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x,
        thrown_away,
        torch.tanh,
        torch.abs,
        F.gelu,
        F.leaky_relu,
        lambda x: x.clamp(min=-1),
        lambda x: x + x.abs() / 2,
        lambda x: x * (x > -0.1).float(),
    ],
)
def test_is_what_is_no_relu_not_taken_for_one(function):
    assert bare(Functional(function)) == [[], [0], [0]]


def test_is_a_shortcut_around_a_relu_followed():
    class Shortcut(nn.Module):
        def __init__(self, inside):
            super().__init__()
            self.conv, self.inside = nn.Conv2d(1, 1, 3, padding=1), inside

        def forward(self, x):
            y = self.conv(x)
            return self.conv(F.relu(y) + (F.relu(y) if self.inside else y))

    assert bare(Shortcut(inside=True)) == [[], []]
    assert bare(Shortcut(inside=False)) == [[], [0]]


@pytest.mark.parametrize(
    "pooling",
    [nn.MaxPool2d(2), nn.AdaptiveMaxPool2d(14), nn.MaxPool2d(3, 2, 1), nn.MaxPool2d(2, 2)],
)
def test_is_every_max_pooling_counted_and_no_other(pooling):
    assert kinds(pooling) == ["max pooling"]
    assert kinds(nn.AvgPool2d(2)) == kinds(nn.AdaptiveAvgPool2d(1)) == []


class Hidden(nn.Module):
    """A convolution that the network does not know, after one that it knows."""

    def __init__(self):
        super().__init__()
        self.known = nn.Conv2d(1, 2, 3)
        self.hidden = [nn.Conv2d(2, 2, 3)]

    def forward(self, x):
        return self.hidden[0](self.known(x))


def test_is_a_convolution_noticed_whose_filters_are_no_parameters():
    assert [layer["registered"] for layer in record_layers(Hidden(), X)] == [True, False]
    normed = nn.utils.parametrizations.weight_norm(nn.Conv2d(1, 2, 3))
    assert [layer["registered"] for layer in record_layers(normed, X)] == [True]


def test_is_a_layer_that_runs_twice_listed_twice():
    conv = nn.Conv2d(1, 1, 3, padding="same", padding_mode="reflect")
    assert kinds(nn.Sequential(conv, nn.ReLU(), conv)) == ["convolution"] * 2


def test_is_the_model_left_as_it_was_and_the_record_plain():
    model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Dropout())
    before = {name: value.clone() for name, value in model.state_dict().items()}
    layers = record_layers(model, X)
    assert model.training
    assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())
    assert plain(layers, "plain values only") == layers


def test_is_something_else_than_a_network_refused():
    with pytest.raises(AssertionError, match="Only a network"):
        record_layers(nn.Conv2d, X)
