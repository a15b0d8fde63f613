import pytest
import torch
from torch import nn

from helpers import fit, precision
from helpers.precision import Precision, choose_precision, has_bf16

CPU = torch.device("cpu")


class Watch(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 4, 3)
        self.last = nn.Linear(4, 2)
        self.seen = []

    def forward(self, x):
        out = self.first(x)
        layout = torch.channels_last
        self.seen.append((out.dtype, x.is_contiguous(memory_format=layout)))
        return self.last(out.mean((2, 3)))


@pytest.fixture
def images():
    generator = torch.Generator().manual_seed(0)
    return [(torch.rand(8, 3, 6, 6, generator=generator), torch.arange(8) % 2)]


def train(images, **settings):
    torch.manual_seed(0)
    model = Watch()
    history = fit(model, images, images, epochs=2, device="cpu", **settings)
    return model, history


@pytest.mark.parametrize("asked", ["auto", "bf16"])
def test_bf16_computes_in_bf16_and_keeps_full_weights(images, asked, monkeypatch):
    monkeypatch.setattr(precision, "has_bf16", lambda device: True)
    seen = []
    model, history = train(images, mixed_precision=asked, progress=False,
                           metrics={"m": lambda out, y: seen.append(out.dtype) or 0.0})  # fmt: skip
    assert {dtype for dtype, _ in model.seen} == {torch.bfloat16}
    assert {parameter.dtype for parameter in model.parameters()} == {torch.float32}
    assert set(seen) == {torch.float32}
    plain = train(images, progress=False)[1]
    assert history["val_loss"] == pytest.approx(plain["val_loss"], rel=0.02)


@pytest.mark.parametrize("asked", ["auto", "bf16", "fp16"])
def test_where_there_is_none_it_is_said_and_nothing_changes(images, asked, monkeypatch, capfd):
    monkeypatch.setattr(precision, "has_bf16", lambda device: False)
    history = train(images, mixed_precision=asked)[1]
    out, err = capfd.readouterr()
    assert out.startswith("mixed precision: ")
    assert out.splitlines()[0].endswith("training in float32")
    assert err == ""
    plain = train(images, progress=False)[1]
    assert history["val_loss"].tolist() == plain["val_loss"].tolist()


def test_cards_and_their_precision(monkeypatch):
    monkeypatch.setattr(precision, "_scaler", lambda: None)
    for capability, kind in [((8, 0), "bf16"), ((7, 5), "fp16")]:
        monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _, c=capability: c)
        assert choose_precision("auto", torch.device("cuda")).kind == kind
        assert choose_precision(None, torch.device("cuda")).kind == "float32"
    assert choose_precision("bf16", torch.device("cuda")).note.startswith("mixed precision: this")
    assert not has_bf16(torch.device("mps"))


class Scaler:
    """Does what a scaler of losses does, in front of witnesses."""

    def __init__(self):
        self.calls = []

    def scale(self, loss):
        self.calls.append("scale")
        return loss * 8

    def unscale_(self, optimizer):
        self.calls.append("unscale")
        for group in optimizer.param_groups:
            for parameter in group["params"]:
                parameter.grad /= 8

    def step(self, optimizer):
        self.calls.append("step")
        optimizer.step()

    def update(self):
        self.calls.append("update")


@pytest.mark.parametrize("clip", [None, 0.5])
def test_fp16_scales_the_loss_and_clips_what_is_unscaled(clip):
    taken = Precision("float32", CPU)
    taken.scaler = Scaler()
    model = nn.Linear(1, 1, bias=False)
    before = model.weight.item()
    sgd = torch.optim.SGD(model.parameters(), lr=1.0)
    taken.step(3 * model(torch.ones(1, 1)).sum(), model, sgd, clip)
    unscaled = ["unscale"] if clip else []
    assert taken.scaler.calls == ["scale", *unscaled, "step", "update"]
    moved = before - model.weight.item()
    assert moved == pytest.approx(0.5 if clip else 24, rel=1e-4)


def test_channels_last_arranges_images_and_filters(images):
    model, history = train(images, channels_last=True, progress=False)
    assert all(last for _, last in model.seen)
    assert model.first.weight.is_contiguous(memory_format=torch.channels_last)
    plain = train(images, progress=False)[1]
    assert history["val_loss"] == pytest.approx(plain["val_loss"], rel=1e-4)


def test_channels_last_leaves_other_batches_alone(blobs):
    fit(nn.Linear(4, 2), blobs, epochs=1, channels_last=True, device="cpu", progress=False)
