"""hw01: is every part there, and do its tests hold for every legal design?"""

import pytest

from .conftest import Notebook

HW01 = Notebook("hw01", "hw01")
VARIANTS = HW01.variants()

# Part by part, what the homework must hold: (points, autograded or for a person).
PARTS = {
    "make_features": (6, "auto"),
    "make_classifier": (6, "auto"),
    "make_loss": (4, "auto"),
    "make_optimizer": (4, "auto"),
    "default_run": (8, "manual"),
    "batch_size": (7, "manual"),
    "learning_rate": (7, "manual"),
    "ideas": (8, "manual"),
}


def points_by_part(kind: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for cell in HW01.cells:
        meta = cell.metadata.get("nbgrader")
        if meta and meta.grade and (kind == "manual") == bool(meta.solution):
            part = next(name for name in PARTS if meta.grade_id.startswith(name))
            found[part] = found.get(part, 0) + meta.points
    return found


@pytest.mark.parametrize("kind", ["auto", "manual"])
def test_has_every_part_its_points(kind):
    assert points_by_part(kind) == {name: p for name, (p, k) in PARTS.items() if k == kind}


def test_is_the_optional_part_there_with_a_visible_check_and_no_points():
    cells = {c.metadata.nbgrader.grade_id: c for c in HW01.cells if "nbgrader" in c.metadata}
    assert cells["alexnet"].metadata.nbgrader.solution
    assert not cells["alexnet"].metadata.nbgrader.grade
    assert "assert" in cells["alexnet_check"].source
    assert not cells["alexnet_check"].metadata.nbgrader.grade


TYPICAL_MISTAKES = {
    "make_features__three_channels",
    "make_features__no_padding_still_400",
    "make_classifier__softmax_inside",
    "make_classifier__no_activations",
    "make_loss__nll_on_logits",
    "make_loss__mean_squared_error",
    "make_optimizer__sgd",
    "make_optimizer__ignored_rate",
    "make_optimizer__other_model",
}


def test_is_every_typical_mistake_among_the_wrong_answers():
    wrong = {f"{v.question}__{v.idea}" for v in VARIANTS if not v.right}
    assert wrong >= TYPICAL_MISTAKES


ACTIVATIONS = [
    "ReLU",
    "Tanh",
    "Sigmoid",
    "GELU",
    "SiLU",
    "LeakyReLU",
    "ELU",
    "Softplus",
    "Hardtanh",
    "SELU",
    "Mish",
    "Softsign",
    "Hardswish",
    "PReLU",
    "ReLU6",
    "Hardsigmoid",
    "LogSigmoid",
    "Tanhshrink",
    "RReLU",
]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("pooling", ["MaxPool2d", "AvgPool2d"])
def test_is_any_activation_and_either_pooling_accepted(activation, pooling):
    answers = {
        "make_features": f"""
def make_features():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.{activation}(), nn.{pooling}(2),
        nn.Conv2d(6, 16, 5), nn.{activation}(), nn.{pooling}(2),
    )""",
        "make_classifier": f"""
def make_classifier():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(400, 120), nn.{activation}(),
        nn.Linear(120, 84), nn.{activation}(), nn.Linear(84, 10),
    )""",
    }
    assert HW01.lost(answers) == set()


@pytest.mark.parametrize("place", ["first", "second"])
@pytest.mark.parametrize("seed", range(5))
def test_is_a_missing_activation_noticed_wherever_it_is_missing(place, seed):
    missing = {"first": ("", "nn.ReLU(),"), "second": ("nn.ReLU(),", "")}[place]
    answers = {
        "make_features": f"""
def make_features():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), {missing[0]} nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), {missing[1]} nn.MaxPool2d(2),
    )""",
        "make_classifier": f"""
def make_classifier():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(400, 120), {missing[0]}
        nn.Linear(120, 84), {missing[1]} nn.Linear(84, 10),
    )""",
    }
    assert HW01.lost(answers, seed) == {"make_features_design_test", "make_classifier_design_test"}
