"""hw04, NumPy section: is every part there, does every question stand alone, do messages teach?"""

from __future__ import annotations

import contextlib
import io
from collections import Counter

import numpy as np
import pytest

from homeroom.notebooks import homeroom_metadata

from .conftest import Notebook

BACKPROP, NET = Notebook("hw04", "backprop"), Notebook("hw04", "two_layer_net")
NOTEBOOKS = [BACKPROP, NET]
VARIANTS = {f"{v.question}__{v.idea}": (n, v) for n in NOTEBOOKS for v in n.variants()}
CELLS = {
    c.metadata.nbgrader.grade_id: c for n in NOTEBOOKS for c in n.cells if "nbgrader" in c.metadata
}

# Part by part, what the section must hold: points and (autograded or for a person).
PARTS = {
    "f3_forward": (5, "auto"),
    "f3_backward": (5, "auto"),
    "fc": (5, "auto"),
    "relu": (5, "auto"),
    "softmax_loss": (5, "auto"),
    "l2_regularization": (5, "auto"),
    "two_layer_net_structure": (5, "auto"),
    "two_layer_net_gradients": (5, "auto"),
    "training_step": (5, "auto"),
    "tune": (10, "manual"),
    "overfit": (5, "manual"),
}


def points_by_part(kind: str) -> dict[str, float]:
    found: Counter[str] = Counter()
    for name, cell in CELLS.items():
        meta = cell.metadata.nbgrader
        if meta.grade and (kind == "manual") == bool(meta.solution):
            found[next(part for part in PARTS if name.startswith(part))] += meta.points
    return dict(found)


@pytest.mark.parametrize("kind", ["auto", "manual"])
def test_has_every_part_its_points(kind):
    assert points_by_part(kind) == {name: p for name, (p, k) in PARTS.items() if k == kind}


# Every task and everything given, the cell that holds it, and a word that must stand in it.
TASKS = {
    "f1, optional": ("f1", "def f1(x1, w1, x2, w2, b, y)"),
    "f1, its graph": ("f1_graph", "computation_graph"),
    "f1, a visible check": ("f1_check", "assert"),
    "f2, optional": ("f2", "def f2(x)"),
    "f2, its graph": ("f2_graph", "computation_graph"),
    "f2, a visible check": ("f2_check", "assert"),
    "f3": ("f3", "def f3(s1, s2, y)"),
    "f3, its graph": ("f3_graph", "computation_graph"),
    "f3, forwards": ("f3_forward_test", "log_softmax"),
    "f3, gradients": ("f3_backward_test", "backward()"),
    "f3, a numeric check": ("f3_check", "gradcheck"),
    "f4, optional, of one's own": ("f4", "def f4(*inputs)"),
    "f4, drawn and checked": ("f4_check", "computation_graph"),
    "fc_forward": ("fc", "def fc_forward(x, w, b)"),
    "fc_backward": ("fc", "def fc_backward(grad_out, cache)"),
    "fc, a numeric check": ("fc_check", "gradcheck.check_layer"),
    "relu_forward": ("relu", "def relu_forward(x)"),
    "relu_backward": ("relu", "def relu_backward(grad_out, cache)"),
    "relu, a numeric check": ("relu_check", "gradcheck.check_layer"),
    "softmax_loss": ("softmax_loss", "def softmax_loss(x, y)"),
    "softmax_loss, a numeric check": ("softmax_loss_check", "gradcheck.check_function"),
    "softmax_loss, stability": ("softmax_loss_stable_test", "1e4"),
    "l2_regularization": ("l2_regularization", "def l2_regularization(w, reg)"),
    "l2_regularization, a numeric check": ("l2_regularization_check", "gradcheck"),
    "Classifier, given": ("classifier", "class Classifier"),
    "LinearClassifier, given": ("classifier", "class LinearClassifier(Classifier)"),
    "TwoLayerNet": ("two_layer_net", "class TwoLayerNet(Classifier)"),
    "TwoLayerNet, its graph": ("two_layer_net_graph", "computation_graph"),
    "TwoLayerNet, a numeric check": ("two_layer_net_check", "gradcheck.check_classifier"),
    "training_step": ("training_step", "def training_step(model, X, y, reg)"),
    "training_step, a numeric check": ("training_step_check", "numeric_gradient"),
    "CIFAR-10, given": ("data", 'load_data("cifar10"'),
    "minibatch sampling, given": ("batches", "def minibatches"),
    "Optimizer, given": ("optimizer", "class Optimizer"),
    "SGD, given": ("optimizer", "class SGD(Optimizer)"),
    "training driver, given, with a plot file": ("train", 'plot_file="plot.pdf"'),
    "defaults that fail": ("default_run", "train()"),
    "tuning": ("tune_question", "at least 40 % on validation"),
    "tuning, the run": ("tune", "train("),
    "one final test": ("final_test", "data.test"),
    "tuning, the report": ("tune_report_question", "why the test set"),
    "overfitting": ("overfit_question", "at least 75 % training accuracy"),
    "overfitting, the run": ("overfit", "train("),
}


@pytest.mark.parametrize("task", TASKS)
def test_is_every_task_in_its_cell(task):
    name, words = TASKS[task]
    assert words in CELLS[name].source


def test_are_the_hyper_parameters_to_tune_arguments_of_the_driver():
    for name in ("num_train", "hidden_dim", "batch_size", "num_epochs", "learning_rate", "reg"):
        assert f"{name}=" in CELLS["train"].source


TYPICAL_MISTAKES = {
    "f3__sign",
    "f3__fan_out_forgotten",
    "fc__transposed_weights",
    "two_layer_net__transposed_weights",
    "fc__bias_gradient_not_summed",
    "two_layer_net__relu_gradient_at_the_wrong_tensor",
    "relu__mask_of_the_gradient",
    "relu__cache_changed_in_place",
    "relu__in_place",
    "softmax_loss__gradient_not_divided",
    "softmax_loss__no_max_subtraction",
    "l2_regularization__no_half",
    "training_step__regularised_bias",
    "two_layer_net__wrong_names",
    "training_step__wrong_names",
    # A deep-learning library, imported in one way or another.
    "f3__torch",
    "fc__torch",
    "relu__torch",
    "softmax_loss__torch",
    "l2_regularization__torch",
    "two_layer_net__torch",
    "training_step__torch_for_the_loss",
    # Arrays of whole numbers.
    "fc__whole_number_gradients",
    "relu__whole_number_gradients",
    "softmax_loss__whole_number_gradient",
    "l2_regularization__whole_number_gradient",
    # Scores of ±10000.
    "softmax_loss__logarithm_of_zero",
    "softmax_loss__largest_of_the_batch",
    # A batch of one, one class, one hidden unit.
    "fc__batch_of_one_squeezed",
    "softmax_loss__one_class_by_sigmoid",
    "two_layer_net__one_hidden_unit_squeezed",
    "training_step__drops_the_batch_of_one",
}


def test_is_every_typical_mistake_among_the_wrong_answers():
    assert {name for name, (_, v) in VARIANTS.items() if not v.right} >= TYPICAL_MISTAKES


@pytest.mark.parametrize("question", [q for n in NOTEBOOKS for q in n.coded])
def test_has_every_coded_question_several_right_and_wrong_answers(question):
    kinds = Counter(v.right for _, v in VARIANTS.values() if v.question == question)
    assert kinds[True] >= 2
    assert kinds[False] >= 3


def test_is_tuning_by_the_test_set_spoken_of_where_a_person_grades():
    assert "test set" in CELLS["tune_question"].source.split("**Half-right.**")[1]


# The sentence that a student reads, for mistakes that should be told apart.
TELLING = {
    "f3__sign": "mind the sign",
    "f3__log10": "natural logarithm",
    "f3__classes_from_zero": "y = 1 stands for the first score",
    "f3__gradient_of_y": "a tuple of two",
    "f3__fan_out_forgotten": "−0.5 and 0.5",
    "f3__torch": "NumPy only",
    "fc__bias_gradient_not_summed": "grad_b",
    "fc__one_cache_for_all": "the call of fc_forward that made the cache",
    "fc__changes_x": "should leave x, w and b as they are",
    "fc__changes_grad_out": "should leave grad_out",
    "fc__batch_of_one_squeezed": "should have the shape (N, M)",
    "fc__whole_number_gradients": "also if x and w held whole numbers",
    "fc__torch": "NumPy only",
    "relu__in_place": "the layer before still needs it",
    "relu__cache_changed_in_place": "what is in the cache as they are",
    "relu__torch": "NumPy only",
    "softmax_loss__gradient_not_divided": "how the mean loss",
    "softmax_loss__no_max_subtraction": "subtract the largest",
    "softmax_loss__logarithm_of_zero": "finite loss",
    "softmax_loss__patched_logarithm": "do not go through p",
    "softmax_loss__changes_scores": "leave x and y as they are",
    "softmax_loss__whole_number_gradient": "array of float64",
    "softmax_loss__scipy": "NumPy only",
    "softmax_loss__one_class_by_sigmoid": "mean negative logarithm",
    "l2_regularization__no_half": "λ/2",
    "l2_regularization__whole_number_gradient": "also if w held whole numbers",
    "l2_regularization__torch": "NumPy only",
    "two_layer_net__wrong_names": "as parameters() names",
    "two_layer_net__copies": "not copies",
    "two_layer_net__transposed_weights": "(D, H) and (H, C)",
    "two_layer_net__relu_after_the_scores": "nothing after that",
    "two_layer_net__scale_ignored": "standard deviation weight_scale",
    "two_layer_net__moves_the_parameters": "the optimiser's job",
    "two_layer_net__torch": "NumPy only",
    "training_step__regularised_bias": "biases should not be regularised",
    "training_step__takes_the_step": "the optimiser's job",
    "training_step__scores_for_their_gradient": "gradient of the softmax loss",
    "training_step__torch_for_the_loss": "NumPy only",
}


@pytest.mark.parametrize("name", TELLING)
def test_does_the_message_name_the_mistake_and_give_no_number_away(name):
    notebook, variant = VARIANTS[name]
    raised = notebook.run({variant.question: variant.source})
    messages = [str(raised[test]) for test in notebook.tests if raised[test] is not None]
    assert messages
    assert TELLING[name] in messages[0]


def broken(question: str) -> dict[str, str]:
    stub = next(n for n in NOTEBOOKS if question in n.coded).untouched()[question]
    return {
        "syntax error": "def this is no Python:",
        "deleted": "pass",
        "untouched": stub,
    }


@pytest.mark.parametrize("question", [q for n in NOTEBOOKS for q in n.coded])
@pytest.mark.parametrize("how", ["syntax error", "deleted", "untouched"])
def test_does_a_broken_answer_cost_its_own_question_only(question, how):
    notebook = next(n for n in NOTEBOOKS if question in n.coded)
    lost = notebook.lost({question: broken(question)[how]})
    assert lost == notebook.tests_of(question)


def test_do_all_others_being_wrong_cost_a_right_answer_nothing():
    for question in NET.coded:
        others = {other: "pass" for other in NET.coded if other != question}
        assert not NET.lost(others) & NET.tests_of(question), question


def names_after(
    notebook: Notebook, *kept: str, answers: dict[str, str] | None = None, until: str | None = None
) -> dict:
    """The names of a notebook after its cells, and those of its kept cells that are wanted."""
    names: dict = {"__name__": "__main__"}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type != "code" or (
            homeroom_metadata(cell).get("at_grading") == "keep" and name not in kept
        ):
            continue
        source = (answers or {}).get(name, cell.source)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(AssertionError):
            exec(compile(source, f"<{name}>", "exec"), names)
        if name == until:
            break
    return names


def test_are_the_students_own_functions_back_after_a_test_put_others_in_their_place():
    wrong = VARIANTS["fc__no_bias"][1].source
    names = names_after(NET, answers={"fc": wrong}, until="training_step_test")
    own = {"__name__": "__main__"}
    exec("import numpy as np\n" + wrong, own)
    for name in ("fc_forward", "fc_backward"):
        assert names[name].__code__.co_code == own[name].__code__.co_code
    assert names["relu_forward"].__code__.co_name == "relu_forward"


@pytest.fixture(scope="module")
def driver() -> dict:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HELPERS_DATA", "sample")
        return names_after(NET, "data")


def test_are_the_given_numeric_checks_under_their_bounds(driver):
    gradcheck, draw = driver["gradcheck"], np.random.default_rng(3)
    x, w, b = draw.normal(size=(4, 3)), draw.normal(size=(3, 5)), draw.normal(size=5)
    layer = gradcheck.check_layer(driver["fc_forward"], driver["fc_backward"], x, w, b)
    bend = gradcheck.check_layer(driver["relu_forward"], driver["relu_backward"], x)
    y = np.array([1, 0, 4, 2])
    loss = gradcheck.check_function(
        lambda x: driver["softmax_loss"](x, y), draw.normal(size=(4, 5))
    )
    price = gradcheck.check_function(lambda w: driver["l2_regularization"](w, 0.3), w)
    for check in (layer, bend, loss, price):
        assert check.passed(1e-9), check
    for model in (driver["TwoLayerNet"](3, 5, 4, 0.5), driver["LinearClassifier"](3, 5, 0.5)):
        found = gradcheck.check_classifier(model, x, y, loss=driver["softmax_loss"])
        assert found.passed(1e-10), found


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([0, 3, 10], "labels go from 0 to 10; expected 0 to 9"),
        ([-1, 3], "labels go from -1 to 3"),
        ([0.0, 1.0], "float64"),
        ([[1], [2]], r"\(2, 1\)"),
    ],
)
def test_does_the_driver_refuse_labels_that_are_no_class(driver, labels, message):
    with pytest.raises((ValueError, TypeError), match=message):
        driver["check_labels"](labels, 10)


def test_are_labels_checked_when_data_are_loaded(driver):
    import torch

    class Loader:
        images = torch.zeros(2, 3, 32, 32, dtype=torch.uint8)
        labels = torch.tensor([0, 12])

    with pytest.raises(ValueError, match="expected 0 to 9"):
        driver["Part"](Loader)


def test_do_batches_hold_every_picture_once_with_its_label(driver):
    part = driver["Part"](driver["data"].train)
    np.random.seed(1)
    batches = list(part.minibatches(64, shuffle=True))
    X, y = (np.concatenate(both) for both in zip(*batches, strict=True))
    assert [len(one) for _, one in batches[:-1]] == [64] * (len(batches) - 1)
    assert X.dtype == np.float64 and X.shape == (len(part), 3072)
    colours = X.reshape(len(X), 3, -1)
    assert np.abs(colours.mean(axis=(0, 2))).max() < 0.01
    assert np.abs(colours.std(axis=(0, 2)) - 1).max() < 0.01
    straight, labels = part.batch(np.arange(len(part)))
    assert not np.array_equal(y, labels)
    sums = dict(zip(straight.sum(axis=1).round(6), labels, strict=True))
    assert [sums[one] for one in X.sum(axis=1).round(6)] == y.tolist()


def test_does_sgd_go_against_the_gradient_in_place_and_refuse_other_names(driver):
    weights = {"W": np.array([1.0, 2.0])}
    kept = weights["W"]
    optimizer = driver["SGD"](weights, 0.5)
    optimizer.step({"W": np.array([2.0, -2.0])})
    assert kept.tolist() == [0.0, 3.0]
    with pytest.raises(ValueError, match=r"gradients are named \['w'\]; expected \['W'\]"):
        optimizer.step({"w": np.zeros(2)})


def test_do_the_defaults_fail_as_the_text_says(driver, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, history = driver["train"]()
    assert (tmp_path / "plot.pdf").stat().st_size > 1000
    assert abs(history["val_loss"][-1] - np.log(10)) < 0.01
    assert history["val_accuracy"][-1] < 0.2


def test_does_too_large_a_learning_rate_end_with_advice(driver, tmp_path):
    with (
        pytest.raises(FloatingPointError, match="try a smaller learning rate"),
        np.errstate(all="ignore"),
    ):
        driver["train"](500, learning_rate=1e4, plot_file=tmp_path / "plot.pdf")


@pytest.mark.slow
def test_do_the_settings_of_the_reference_overfit_and_learn_on_the_stand_in(driver, tmp_path):
    names = dict(driver)
    draw = driver["train"]
    names["train"] = lambda **settings: draw(
        **settings | {"plot_file": tmp_path / settings.get("plot_file", "plot.pdf")}
    )
    for name in ("tune", "overfit"):
        exec(CELLS[name].source, names)
    assert names["history"]["val_accuracy"][-1] > 0.4
    assert names["overfit_history"]["train_accuracy"][-1] > 0.8
    assert len(list(tmp_path.glob("*.pdf"))) == 2
