"""Do the examples of the guide run, and are its pictures there?"""

import re
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from helpers import gradcheck

GUIDE = Path(__file__).parents[2] / "docs" / "helpers.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def test_every_example_runs(monkeypatch, capsys, tmp_path):
    pytest.importorskip("captum")
    pytest.importorskip("torchinfo")
    monkeypatch.setenv("HELPERS_DATA", "sample")
    monkeypatch.chdir(tmp_path)  # for the checkpoint
    torch.manual_seed(0)
    blocks = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert len(blocks) > 10
    names = {}
    for block in blocks:
        exec(block.replace("epochs=10", "epochs=1").replace("limit=1000", "limit=100"), names)
    assert "the sign is wrong everywhere" in capsys.readouterr().out
    assert isinstance(names["check"], gradcheck.GradientCheck)


def test_what_the_guide_prints_is_what_comes_out():
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    check = gradcheck.check_layer(
        lambda x, w: (x * w, (x, w)), lambda g, c: (g * c[1], -g * c[0]), x, w
    )
    assert check.where in TEXT


def test_the_recipe_is_the_one_that_is_measured(monkeypatch):
    """Is the recipe of the guide that of `benchmarks/fashion92.py`?"""
    pytest.importorskip("torchvision")
    monkeypatch.syspath_prepend(str(GUIDE.parents[1] / "benchmarks"))
    measured, nets = import_module("fashion92"), import_module("_nets")
    (block,) = (b for b in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL) if "adamw" in b)
    seen = {}

    def fit(model, train, **settings):
        seen.update(model=model, training=settings)

    def load_data(name, **settings):
        seen["data"] = settings
        return SimpleNamespace(train=None, test=None)

    names = {"torch": torch, "nn": torch.nn, "fit": fit, "load_data": load_data}
    exec(block, names | {"evaluate": lambda *_: SimpleNamespace(accuracy=None)})
    assert seen["data"] == measured.DATA
    assert repr(seen["model"]) == repr(nets.fashion())
    of_guide, of_benchmark = (
        one.pop("optimizer") for one in (seen["training"], {**measured.TRAINING})
    )
    weight = torch.nn.Parameter(torch.zeros(1))
    assert of_guide([weight], 0.1).defaults == of_benchmark([weight], 0.1).defaults
    losses = [one["loss"] for one in (seen["training"], measured.TRAINING)]
    assert losses[0].label_smoothing == losses[1].label_smoothing
    rest = [{k: v for k, v in one.items() if k not in ("loss", "optimizer")}
            for one in (seen["training"], measured.TRAINING)]  # fmt: skip
    assert rest[0] == rest[1]


def test_every_picture_is_there_small_and_used():
    used = set(re.findall(r"\(images/(helpers-[\w-]+\.png)\)", TEXT))
    there = {path.name for path in (GUIDE.parent / "images").glob("helpers-*.png")}
    assert used == there
    for name in used:
        assert (GUIDE.parent / "images" / name).stat().st_size < 150_000
