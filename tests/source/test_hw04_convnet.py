"""hw04, the two notebooks on networks in PyTorch: is every part there, do the tests hold?"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from helpers import photos, pretrained

from .conftest import Notebook

CONVNET = Notebook("hw04", "part1_convnet")
PRETRAINED = Notebook("hw04", "part2_pretrained")

# Part by part: (points, autograded or for a person). Longer names first where one begins another.
PARTS = {
    "convnet_make_model": (6, "auto"),
    "convnet_make_optimizer": (3, "auto"),
    "convnet_settings": (1, "auto"),
    "convnet_run": (5, "manual"),
    "convnet_architecture": (4, "manual"),
    "convnet_choices": (3, "manual"),
    "convnet_curves": (3, "manual"),
    "convnet_test_accuracy": (5, "manual"),
    "pretrained_img1": (5, "manual"),
    "pretrained_img2": (5, "manual"),
}

# What the homework must hold, and the cell that holds it.
TASKS = {
    "50 000 / 10 000 / 10 000": "convnet_data",
    "own ConvNet as a factory": "convnet_make_model",
    "it builds": "convnet_make_model_test",
    "it learns a batch": "convnet_make_model_learns_test",
    "optimiser with weight decay": "convnet_make_optimizer",
    "optimiser owns all parameters": "convnet_make_optimizer_test",
    "hyper-parameters": "convnet_settings",
    "tuned on validation": "convnet_tuning",
    "run with outputs": "convnet_run",
    "report: architecture": "convnet_architecture",
    "report: hyper-parameters": "convnet_choices",
    "report: plot of training and validation accuracy": "convnet_curves",
    "test accuracy, evaluated once": "convnet_test_accuracy",
    "preprocessing, given": "pretrained_preprocess",
    "top-k, given": "pretrained_top_k",
    "idx2label, given": "pretrained_labels",
    "picture with predictions, given": "pretrained_show",
    "img1: a sensible prediction": "pretrained_img1",
    "img2: a wrong prediction": "pretrained_img2",
    "both found and shown, visible test": "pretrained_check",
}


def cells() -> dict:
    every = [*CONVNET.cells, *PRETRAINED.cells]
    return {c.metadata.nbgrader.grade_id: c for c in every if "nbgrader" in c.metadata}


@pytest.mark.parametrize("kind", ["auto", "manual"])
def test_has_every_part_its_points(kind):
    found: dict[str, float] = {}
    for grade_id, cell in cells().items():
        meta = cell.metadata.nbgrader
        if meta.grade and (kind == "manual") == bool(meta.solution):
            part = next(name for name in PARTS if grade_id.startswith(name))
            found[part] = found.get(part, 0) + meta.points
    assert found == {name: points for name, (points, k) in PARTS.items() if k == kind}


@pytest.mark.parametrize("task", TASKS)
def test_has_every_task_a_cell(task):
    assert TASKS[task] in cells()


def test_is_every_name_the_own_one_of_its_notebook():
    for notebook, prefix in ((CONVNET, "convnet_"), (PRETRAINED, "pretrained_")):
        names = [c.metadata.nbgrader.grade_id for c in notebook.cells if "nbgrader" in c.metadata]
        assert [name for name in names if not name.startswith(prefix)] == ["preflight"]


def test_does_the_marking_scheme_hold_the_straight_line():
    scheme = cells()["convnet_test_accuracy_question"].source
    assert "5 × (accuracy − 70) / 15" in scheme
    for accuracy, points in ((72, 0.5), (75, 1.5), (77.5, 2.5), (80, 3.5), (82, 4)):
        assert f"{accuracy:g} %" in scheme
        assert round(2 * 5 * (accuracy - 70) / 15) / 2 == points
        assert f"{points:g}" in scheme


TYPICAL_MISTAKES = {
    "convnet_make_model__softmax_inside",
    "convnet_make_model__no_flatten",
    "convnet_make_model__wrong_size",
    "convnet_make_optimizer__ignored_decay",
    "convnet_make_optimizer__ignored_rate",
    "convnet_make_optimizer__last_layer_only",
    "convnet_settings__no_decay",
}


def test_are_typical_mistakes_among_the_wrong_answers():
    wrong = {f"{v.question}__{v.idea}" for v in CONVNET.variants() if not v.right}
    assert wrong >= TYPICAL_MISTAKES


@pytest.mark.parametrize("question", CONVNET.coded)
def test_has_every_coded_question_many_right_and_wrong_answers(question):
    kinds = [v.right for v in CONVNET.variants() if v.question == question]
    assert kinds.count(True) >= 8
    assert kinds.count(False) >= 10


@pytest.mark.parametrize("question", CONVNET.coded)
def test_does_a_syntax_error_cost_its_own_question_only(question):
    assert CONVNET.lost({question: "def f(:\n"}) == CONVNET.tests_of(question)


@pytest.mark.parametrize("question", CONVNET.coded)
def test_does_a_deleted_answer_cost_its_own_question_only(question):
    assert CONVNET.lost({question: ""}) == CONVNET.tests_of(question)


@pytest.mark.parametrize(
    "optimizer", ["SGD", "Adam", "AdamW", "NAdam", "RAdam", "Adagrad", "RMSprop"]
)
def test_is_any_optimiser_with_weight_decay_accepted(optimizer):
    source = f"""
def make_optimizer(model, lr, weight_decay):
    return torch.optim.{optimizer}(model.parameters(), lr=lr, weight_decay=weight_decay)"""
    assert CONVNET.lost({"convnet_make_optimizer": source}) == set()


# --- How large is the margin of "learns a batch"? ---------------------------------------------


def hidden(name: str, cell: str) -> dict:
    """The functions in front of the last lines of a hidden test."""
    source = cells()[cell].source.split("### BEGIN HIDDEN TESTS")[1]
    names = {"torch": torch, "nn": nn, "F": F}
    exec(source.split("\n# The gentle rate")[0], names)
    assert name in names
    return names


def answer(kind: str, name: str):
    """`make_convnet` of a ready answer, or of the reference."""
    names = {"torch": torch, "nn": nn, "F": F}
    if kind == "reference":
        source = cells()["convnet_make_model"].source
    else:
        source = next(v.source for v in CONVNET.variants() if v.idea == name)
    exec(source, names)
    return names["make_convnet"]


def sigmoid_lenet():
    """The slowest legal design that was met: sigmoids saturate, and nothing normalises."""
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10),
    )  # fmt: skip


DESIGNS = {
    "reference": (answer("reference", ""), 50),
    "slowest legal": (sigmoid_lenet, 80),  # 35 to 74 steps over 20 seeds
    "best broken": (answer("wrong", "relu_at_the_end"), None),
}
SEEDS = [*range(2), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 20))]


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("seed", SEEDS)
def test_lies_a_wide_margin_between_what_learns_and_what_does_not(design, seed):
    build, at_most = DESIGNS[design]
    steps_to_learn = hidden("steps_to_learn", "convnet_make_model_learns_test")["steps_to_learn"]
    torch.manual_seed(seed)
    if at_most is None:
        assert steps_to_learn(build(), 0.003, 200) is None
    else:
        # 100 steps are allowed.
        assert (steps_to_learn(build(), 0.003, 100) or 999) <= at_most


# --- The notebook on photographs, from top to bottom ------------------------------------------


@pytest.fixture
def without_weights(monkeypatch, tmp_path) -> Path:
    monkeypatch.setattr(pretrained, "load_imagenet", pretrained.untrained)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_all(notebook: Notebook, answers: Mapping[str, str] = {}) -> tuple[dict, str]:
    """Run every code cell, the kept ones too; the names afterwards, and what was printed."""
    names: dict = {"__name__": "__main__"}
    said = io.StringIO()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            with contextlib.redirect_stdout(said):
                exec(compile(answers.get(grade_id, cell.source), f"<{grade_id}>", "exec"), names)
    return names, said.getvalue()


def test_does_it_run_without_weights_and_say_that_nothing_counts(without_weights):
    names, said = run_all(PRETRAINED)
    assert "WITHOUT WEIGHTS" in said
    assert "img1 and img2 should be files beside this notebook" in said
    figure = names["show"](names["img1"], "again")
    assert figure.axes[1].get_title() == "NO WEIGHTS: these predictions mean nothing"


def test_are_own_photographs_taken_where_they_lie_beside_it(without_weights):
    photos.given_photo("flower").save(without_weights / "img1.jpeg")
    photos.given_photo("china").convert("L").save(without_weights / "img2.png")
    names, said = run_all(PRETRAINED)
    assert "files beside this notebook" not in said
    assert names["img1"].size == photos.given_photo("flower").size
    assert names["img2"].mode == "RGB"


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ("pass", "img2 was not shown yet"),
        ("img2 = img1\nshow(img2, 'img2')", "the same photograph"),
        ("img2 = img1.resize((8, 8))\nshow(img2, 'img2')", "only 8 × 8 pixels"),
    ],
)
def test_does_the_visible_test_see_what_is_missing(without_weights, answer, complaint):
    with pytest.raises(AssertionError, match=complaint):
        run_all(PRETRAINED, {"pretrained_img2": answer})


class Favourite(nn.Module):
    """Likes class 7 best and class 3 next, whatever it sees."""

    def forward(self, x):
        assert tuple(x.shape) == (1, 3, 224, 224)
        logits = torch.zeros(1, 1000)
        logits[0, 7], logits[0, 3] = 9, 8
        return logits


def test_are_the_likeliest_classes_the_ones_with_the_largest_logits(without_weights, monkeypatch):
    names, _ = run_all(PRETRAINED)
    network = pretrained.ImageNetwork("favourite", Favourite(), (0.5,) * 3, (0.25,) * 3)
    names["network"] = network
    found = names["top_k"](photos.given_photo("flower"), k=3)
    assert [label for label, _ in found[:2]] == [names["idx2label"][7], names["idx2label"][3]]
    weights = np.exp([9.0, 8.0, 0.0])
    expected = weights / (weights[:2].sum() + 998)
    np.testing.assert_allclose([share for _, share in found], expected, rtol=1e-4)


def test_does_preprocessing_what_torchvision_does_for_these_weights(without_weights):
    names, _ = run_all(PRETRAINED)
    photo = photos.given_photo("china")
    preset = pretrained._resnet18_weights().transforms()
    difference = (names["preprocess"](photo) - preset(photo)).abs()
    assert difference.mean() < 0.01
    assert names["as_seen"](photo).min() >= 0
    assert names["as_seen"](photo).max() <= 1
