"""hw04, NumPy section: is every part there, does every question stand alone, do messages teach?"""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter

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


@pytest.mark.parametrize("question", ["f1", "f2", "f4", *(q for n in NOTEBOOKS for q in n.coded)])
def test_has_every_coded_question_many_right_and_wrong_answers(question):
    kinds = Counter(v.right for _, v in VARIANTS.values() if v.question == question)
    assert kinds[True] >= 8
    assert kinds[False] >= 10


def test_is_tuning_by_the_test_set_spoken_of_where_a_person_grades():
    assert "test set" in CELLS["tune_question"].source.split("**Half-right.**")[1]


@pytest.mark.parametrize("name", ["tune_question", "tune_report_question", "overfit_question"])
def test_does_the_mark_scheme_give_measured_figures_and_say_of_which_data(name):
    scheme = CELLS[name].source.split("=== BEGIN MARK SCHEME ===")[1]
    assert "JPEG copies of CIFAR-10" in scheme
    assert re.search(r"\d\d\.\d %", scheme)


def test_is_nothing_left_to_be_filled_in():
    text = [c.source for n in NOTEBOOKS for c in n.cells if c.cell_type == "markdown"]
    assert re.findall(r"\b[A-Z]{9,}\b|\bTODO\b", "\n".join(text)) == []


# The sentence that a student reads, for mistakes that should be told apart.
TELLING = {
    "f3__sign": "mind the sign",
    "f3__log10": "natural logarithm",
    "f3__classes_from_zero": "y = 1 stands for the first score",
    "f3__gradient_of_y": "a tuple of two",
    "f3__fan_out_forgotten": "−0.5 and 0.5",
    "f3__torch": "NumPy only",
    "f3__torch_in_an_object": "NumPy only",
    "fc__bias_gradient_not_summed": "grad_b",
    "fc__one_cache_for_all": "the call of fc_forward that made the cache",
    "fc__changes_x": "should leave x, w and b as they are",
    "fc__changes_grad_out": "should leave grad_out",
    "fc__batch_of_one_squeezed": "should have the shape (N, M)",
    "fc__empties_the_cache": "when it is called again",
    "fc__adds_up_over_calls": "when it is called again",
    "fc__whole_number_gradients": "also if x and w held whole numbers",
    "fc__torch": "NumPy only",
    "relu__in_place": "the layer before still needs it",
    "relu__cache_changed_in_place": "what is in the cache as they are",
    "relu__empties_the_cache": "when it is called again",
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
    "two_layer_net__one_draw_for_all_inputs": "drawn for itself",
    "two_layer_net__uniform_of_the_same_width": "a normal distribution",
    "two_layer_net__list_of_parameters": "a dictionary from name to array",
    "two_layer_net__moves_the_parameters": "the optimiser's job",
    "two_layer_net__torch": "NumPy only",
    "training_step__regularised_bias": "biases should not be regularised",
    "training_step__takes_the_step": "the optimiser's job",
    "training_step__scores_for_their_gradient": "gradient of the softmax loss",
    "training_step__pairs_of_gradients": "in a dictionary",
    "training_step__loss_in_an_array": "a single number",
    "training_step__gradients_rounded": "float64",
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
