"""Pictures of networks: what they show, and that they leave networks as they found them."""

import sys

import numpy as np
import pytest
import torch
from matplotlib import pyplot as plt
from torch import nn

from helpers import plots, summarize
from helpers.augmentation import Augmentation
from helpers.autoencoders import encode, reconstruct
from helpers.layers import find_layer, last_maps, outputs_of

X = torch.rand(6, 1, 8, 8, generator=torch.Generator().manual_seed(0))
Y = torch.arange(6) % 3


def network():
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(4, 5, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.Linear(80, 3),
    )


DRAW = {
    "feature_maps": lambda model: plots.feature_maps(model, X[0]),
    "filters": lambda model: plots.filters(model),
    "deep filters": lambda model: plots.filters(model, layer="4"),
    "grad_cam": lambda model: plots.grad_cam(model, X, labels=Y),
    "summarize": lambda model: summarize(model, X),
    "last_maps": lambda model: last_maps(model, X),
}
NEEDS = {"grad_cam": "captum", "summarize": "torchinfo"}


@pytest.mark.parametrize("name", DRAW)
@pytest.mark.parametrize("training", [True, False])
def test_the_network_is_left_as_found(name, training):
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    model = network().train(training)
    model[1].eval()  # a frozen part inside
    model[0].weight.requires_grad_(False)
    model[4].weight.grad = torch.ones_like(model[4].weight)
    kept = model[4].weight.grad
    state = {key: value.clone() for key, value in model.state_dict().items()}
    modes = [part.training for part in model.modules()]
    DRAW[name](model)
    assert [part.training for part in model.modules()] == modes
    assert all((value == state[key]).all() for key, value in model.state_dict().items())
    assert model[4].weight.grad is kept
    assert (kept == 1).all()
    assert [p.requires_grad for p in model.parameters()].count(False) == 1
    assert all(p.grad is None for p in model.parameters() if p is not model[4].weight)
    assert not any(part._forward_hooks or part._forward_pre_hooks for part in model.modules())


def test_feature_maps_are_those_of_the_layer_before_an_in_place_relu():
    model = network().eval()
    figure = plots.feature_maps(model, X[:1], layer="4")
    expected = model[:5](X[:1]).detach().numpy()[0]
    shown = [np.asarray(axes.images[0].get_array()) for axes in figure.axes[1:6]]
    np.testing.assert_allclose(shown, expected, rtol=1e-5, atol=1e-6)
    assert (expected < 0).any()
    assert figure.get_suptitle().startswith("4 (Conv2d), all channels")


def test_filters_are_the_weights():
    model = network()
    figure = plots.filters(model)
    shown = [np.asarray(axes.images[0].get_array()) for axes in figure.axes[:4]]
    np.testing.assert_array_equal(shown, model[0].weight.detach().numpy()[:, 0])
    colour = plots.filters(nn.Conv2d(3, 2, 5))
    assert np.asarray(colour.axes[0].images[0].get_array()).shape == (5, 5, 3)


def test_grad_cam_finds_where_the_evidence_is():
    pytest.importorskip("captum")
    # Class 1 is told by brightness in its map; only the upper left corner is bright.
    model = nn.Sequential(
        nn.Conv2d(1, 1, 1, bias=False), nn.ReLU(), nn.Flatten(), nn.Linear(64, 2, bias=False)
    )
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[3].weight[0] = -1.0
        model[3].weight[1] = 1.0
    x = torch.zeros(1, 1, 8, 8)
    x[..., :3, :3] = 1
    figure = plots.grad_cam(model, x, class_names=["dark", "bright"])
    heat = np.asarray(figure.axes[1].images[1].get_array())
    assert heat[:3, :3].min() > 0.99
    assert heat[4:, 4:].max() == 0
    assert figure.axes[1].get_title().startswith("bright")


def test_the_last_maps_are_those_behind_the_last_convolution():
    model = network()
    assert last_maps(model, X) is model[5]
    assert find_layer(model, None) is model[0]
    assert outputs_of(model, model[3], X).shape == (6, 4, 4, 4)


def test_augmentation_preview_leaves_the_random_numbers_of_the_caller_alone():
    seen = []

    def augment(x):
        seen.append(tuple(x.shape))
        return x + torch.rand(())

    torch.manual_seed(5)
    expected = torch.rand(())
    torch.manual_seed(5)
    figure = plots.augmentations([(X, Y)], augment, images=2, copies=3)
    assert torch.rand(()) == expected
    assert seen == [(1, 1, 8, 8)] * 6
    assert len(figure.axes) == 8


@pytest.mark.parametrize("data", ["tensor", "pair", "list", "loader"])
def test_augmentation_preview_takes_loaders_and_batches(data, digits):
    given = {"tensor": X, "pair": (X, Y), "list": [(X, Y)], "loader": digits.train}[data]
    figure = plots.augmentations(given, lambda x: x.flip(-1), images=1, copies=1)
    left, right = (np.asarray(axes.images[0].get_array()) for axes in figure.axes)
    np.testing.assert_array_equal(left, right[:, ::-1])


def test_augmentation_preview_takes_the_augmentation_of_our_loader(digits):
    figure = plots.augmentations(digits.train, Augmentation(flip=1.0), images=2, copies=2)
    shown = [np.asarray(axes.images[0].get_array()) for axes in figure.axes]
    np.testing.assert_array_equal(shown[4], shown[3][:, ::-1])
    np.testing.assert_array_equal(shown[3], digits.train.images[1, 0].numpy() / 255)


def test_reconstructions_come_below_their_inputs_with_their_errors():
    blurred = X * 0.5
    figure = plots.reconstructions(X, {"same": X.flatten(1), "half": blurred}, n=4)
    assert len(figure.axes) == 12
    assert [figure.axes[n].get_ylabel() for n in (0, 4, 8)] == ["input", "same", "half"]
    assert figure.axes[4].get_xlabel() == "0.0000"
    assert figure.axes[9].get_xlabel() == f"{(0.25 * X[1] ** 2).mean():.4f}"


def test_codes_and_reconstructions_are_in_the_order_of_the_data(digits):
    encoder = nn.Sequential(nn.Flatten(), nn.Dropout(0.5), nn.Linear(784, 2))
    codes, labels = encode(encoder, digits.train, limit=30)
    assert codes.shape == (30, 2)
    assert labels.tolist() == digits.train.labels[:30].tolist()
    assert encoder.training
    inputs, outputs = reconstruct(nn.Flatten(), digits.train, limit=7)
    assert outputs.shape == inputs.shape == (7, 1, 28, 28)
    with pytest.raises(ValueError, match="expected as many pixels"):
        reconstruct(encoder, digits.test)


def test_one_axes_may_be_given():
    figure, axes = plt.subplots(1, 2)
    codes = np.random.default_rng(0).normal(size=(30, 2))
    assert plots.latent(codes, np.arange(30) % 3, ax=axes[0]) is figure
    sure = (np.full(5, 0.8), np.array([True] * 5))
    from helpers.calibration import calibrate

    assert plots.reliability(calibrate(*sure), ax=axes[1]) is figure
    plt.close(figure)


@pytest.mark.slow
def test_umap_draws_every_point():
    pytest.importorskip("umap")
    points = np.random.default_rng(0).normal(size=(40, 5))
    figure = plots.umap(points, np.arange(40) % 2, max_points=30)
    assert sum(len(dots.get_offsets()) for dots in figure.axes[0].collections) == 30


def test_the_summary_counts_what_there_is(capfd):
    pytest.importorskip("torchinfo")
    model = network()
    model[8].requires_grad_(False)
    found = summarize(model, (2, 1, 8, 8))
    assert found.parameters == sum(p.numel() for p in model.parameters())
    assert found.trainable == sum(p.numel() for p in model.parameters() if p.requires_grad)
    assert found.frame["layer"].tolist() == [str(n) for n in range(9)]
    assert found.frame["output"].iloc[0] == (2, 4, 8, 8)
    assert found.frame["parameters"].sum() == found.parameters
    assert found.frame.set_index("layer").loc["8", "trainable"] == 0
    assert "Conv2d" in repr(found)
    assert "Conv2d" in found._repr_html_()
    assert capfd.readouterr() == ("", "")
    with pytest.raises(RuntimeError, match=r"cannot take x of shape \(1, 3, 8, 8\)"):
        summarize(model, (1, 3, 8, 8))


@pytest.mark.parametrize(
    ("module", "package", "draw"),
    [
        ("captum.attr", "captum", lambda: plots.grad_cam(network(), X)),
        ("torchinfo", "torchinfo", lambda: summarize(network(), X)),
        ("umap", "umap-learn", lambda: plots.umap(np.zeros((9, 2)), np.zeros(9))),
    ],
)
def test_a_missing_package_is_named_with_the_line_that_installs_it(
    monkeypatch, module, package, draw
):
    for name in [name for name in sys.modules if name.split(".")[0] == module.split(".")[0]]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("sys.meta_path", [Hidden(module.split(".")[0]), *sys.meta_path])
    with pytest.raises(ModuleNotFoundError, match=f"pip install {package}"):
        draw()


class Hidden:
    """Keeps a package from being found."""

    def __init__(self, name):
        self.name = name

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == self.name:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


BAD = {
    "maps of a batch": (lambda: plots.feature_maps(network(), X), "expected one image"),
    "maps of a linear layer": (
        lambda: plots.feature_maps(network(), X[0], layer="8"), r"gives shape \(1, 3\)"),
    "no such layer": (
        lambda: plots.feature_maps(network(), X[0], layer="conv"), "no layer 'conv'; expected one"),
    "layer of another": (
        lambda: plots.feature_maps(network(), X[0], layer=nn.Conv2d(1, 1, 1)), "not a part of"),
    "filters of ReLU": (lambda: plots.filters(network(), layer="2"), "has no filters"),
    "no convolution": (lambda: plots.filters(nn.Linear(2, 2)), "no torch.nn.Conv2d"),
    "target": (lambda: plots.grad_cam(network(), X, target=3), "one class from 0 to 2"),
    "one image": (lambda: plots.grad_cam(network(), X[0]), r"expected \(N, C, H, W\)"),
    "augmentation": (
        lambda: plots.augmentations(X, lambda x: x[0]), "expected a tensor of the same shape"),
    "no batch": (lambda: plots.augmentations(iter([]), lambda x: x), "gave no batches"),
    "pixels": (lambda: plots.reconstructions(X, X[:, :, 1:]), "as many numbers"),
    "codes": (lambda: plots.latent(np.zeros((5, 3)), np.zeros(5)), r"expected \(N, 2\)"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_drawn_is_told(case):
    draw, message = BAD[case]
    if case in ("target", "one image"):
        pytest.importorskip("captum")
    with pytest.raises(ValueError, match=message):
        draw()


def test_an_evaluation_without_mistakes_has_no_gallery():
    from helpers import evaluate

    found = evaluate(nn.Identity(), [(torch.eye(3), torch.arange(3))])
    with pytest.raises(ValueError, match="nothing was predicted wrongly"):
        found.plot_mistakes()
