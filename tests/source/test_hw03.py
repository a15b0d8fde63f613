"""hw03: is every part there, do its tests stand alone, and do they hold for every legal design?"""

import re

import pytest

from homeroom.notebooks import homeroom_metadata, is_test

from .conftest import Notebook

FOUNDATIONS = Notebook("hw03", "foundations")
AUTOENCODERS = Notebook("hw03", "autoencoders")
NOTEBOOKS = [FOUNDATIONS, AUTOENCODERS]
CELLS = [cell for notebook in NOTEBOOKS for cell in notebook.cells]

# Part by part: points for the tests, points for a person, and the cells that hold it.
PARTS = {
    "1A": (10, 0, ["loss_of_three"]),
    "1B": (
        6,
        6,
        [
            "mse_derivative",
            "mse_slope",
            "cross_entropy_derivative",
            "cross_entropy_slope",
            "slope_larger",
            "why_cross_entropy",
        ],
    ),
    "1C": (0, 8, ["no_softmax_layer", "outputs_add_up"]),
    "2A": (
        14,
        0,
        [
            "make_reconstruction_loss",
            "set_mode",
            "to_rows",
            "compute_loss",
            "compute_gradients",
            "take_step",
            "train_autoencoder",
        ],
    ),
    "2B": (0, 6, ["autoencoder_learns", "autoencoder_loss"]),
    "3": (
        20,
        15,
        [
            "mnist_place",
            "adam_place",
            "batching_place",
            "without_backward",
            "why_zero_grad",
            "train_and_eval",
            "read_digits",
        ],
    ),
    "4 (i)": (10, 10, ["make_mlp_test", "make_mlp_design_test", "mlp_training", "mlp_reading"]),
    "4 (ii)": (
        15,
        10,
        [
            "make_mlp_autoencoder",
            "mlp_autoencoder_training",
            "mlp_autoencoder_reading",
        ],
    ),
    "4 (iii)": (15, 5, ["make_conv_autoencoder", "conv_autoencoder_training"]),
    "4 (iv)": (
        0,
        20,
        [
            "reconstruction_pictures",
            "latent_scatter",
            "latent_reading",
            "reconstruction_errors",
            "errors_reading",
        ],
    ),
    "5": (
        0,
        30,
        ["mlp_order", "mlp_size", "cnn_best", "cnn_worst", "other_family_one", "other_family_two"],
    ),
}


def graded() -> list[tuple[str, bool, float]]:
    """grade_id, whether a test gives the points, and how many, of every graded cell."""
    return [
        (cell.metadata.nbgrader.grade_id, is_test(cell), cell.metadata.nbgrader.points)
        for cell in CELLS
        if cell.metadata.get("nbgrader", {}).get("grade")
    ]


def part_of(grade_id: str) -> str:
    found = [
        (len(name), part)
        for part, (_, _, names) in PARTS.items()
        for name in names
        if grade_id.startswith(name)
    ]
    assert found, f"{grade_id} belongs to no part"
    return max(found)[1]


@pytest.mark.parametrize("part", PARTS)
def test_has_every_part_its_points(part):
    mine = [(auto, points) for grade_id, auto, points in graded() if part_of(grade_id) == part]
    by_tests = sum(points for auto, points in mine if auto)
    by_a_person = sum(points for auto, points in mine if not auto)
    assert (by_tests, by_a_person) == PARTS[part][:2]


# Every task and sub-question of the homework: the cell that asks it, and words it must hold.
TASKS = {
    "1A cross-entropy of the prediction for the digit 3": ("loss-of-three-text", "digit 3"),
    "1A the ten probabilities": ("prediction", "0.40, 0.05, 0.05, 0.05, 0.05, 0.10, 0.10"),
    "1B formula of the MSE's derivative": ("slope-text", "partial"),
    "1B which convention": ("slope-text", "Which one do you use?"),
    "1B value of the MSE's derivative": ("slope-text", "0.9"),
    "1B formula and value for cross-entropy": ("cross-entropy-derivative-text", "0.9"),
    "1B which is larger, why good": ("slope-larger-question", "Why is a large slope good"),
    "1B why cross-entropy and not MSE": ("why-cross-entropy-question", "mean squared error"),
    "1C why no softmax layer": ("no-softmax-layer-question", "softmax layer"),
    "1C should outputs add up to 1": ("outputs-add-up-question", "add up to 1"),
    "2A (a) loss": ("make-reconstruction-loss-text", "(a)"),
    "2A (b) mode": ("set-mode-text", "(b)"),
    "2A (c) flattening": ("to-rows-text", "(c)"),
    "2A (d) loss call": ("compute-loss-text", "(d)"),
    "2A (e) backward": ("compute-gradients-text", "(e)"),
    "2A (f) step": ("take-step-text", "(f)"),
    "2A (g) zero_grad": ("train-autoencoder-text", "(g)"),
    "2A helpers.fit is no answer": ("loop-text", "`helpers.fit` is no answer"),
    "2B what the model learns": ("autoencoder-learns-question", "What does this network learn"),
    "2B why that loss": ("autoencoder-loss-question", "Why is the loss"),
    "3A where MNIST lives": ("mnist-place-text", "3A"),
    "3B where Adam lives": ("adam-place-text", "3B"),
    "3C what shuffles and batches": ("batching-place-text", "3C"),
    "3D without backward()": ("without-backward-question", "computes the gradients"),
    "3E why zero_grad()": ("why-zero-grad-question", "cleared"),
    "3F dropout and batch norm": ("train-and-eval-question", "dropout and batch normalisation"),
    "3G the missing line": ("read-digits-text", "a line is missing"),
    "4 (i) classifier": ("mlp-text", "784 → 64"),
    "4 (i) trained": ("mlp-training-question", "97 %"),
    "4 (i) read": ("mlp-reading-question", "overfitting"),
    "4 (ii) MLP autoencoder": ("mlp-autoencoder-text", "**`encoder`** and **`decoder`**"),
    "4 (ii) bottleneck of two": ("mlp-autoencoder-text", "N × **2**"),
    "4 (ii) trained": ("mlp-autoencoder-training-question", "convergence"),
    "4 (iii) convolutional autoencoder": ("conv-autoencoder-text", "convolutional"),
    "4 (iii) trained": ("conv-autoencoder-training-question", "convergence"),
    "4 (iv) reconstructions": ("reconstruction-pictures-question", "both autoencoders"),
    "4 (iv) latent scatter by digit": ("latent-scatter-question", "coloured by digit"),
    "4 (iv) errors compared": ("reconstruction-errors-question", "test error of both"),
    "5 the data": ("choose-text", "50 × 8"),
    "5A why an MLP is poor": ("mlp-order-question", "MLP"),
    "5B when a CNN is most effective": ("cnn-best-question", "*most* effective"),
    "5B when least": ("cnn-worst-question", "*least* effective"),
    "5C one other family": ("other-family-one-question", "why does it suit"),
    "5C a second one": ("other-family-two-question", "second family"),
    "no AI in parts 1, 2, 3 and 5": ("no-ai", "Parts 1, 2, 3 and 5"),
    "manual allowed in part 3": ("no-ai", "PyTorch's manual"),
    "AI-assisted coding allowed in part 4": ("title", "AI assistant help you write *code*"),
}


@pytest.mark.parametrize("task", TASKS)
def test_is_every_task_asked(task):
    cell_id, words = TASKS[task]
    asked = [cell.source for cell in CELLS if cell.id == cell_id]
    assert any(words in source for source in asked)


TYPICAL_MISTAKES = {
    "loss_of_three__log10",
    "loss_of_three__log2",
    "loss_of_three__sign",
    "loss_of_three__wrong_index",
    "loss_of_three__one_minus_p",
    "take_step__cleared_first",
    "train_autoencoder__between_backward_and_step",
    "train_autoencoder__fit",
    "to_rows__no_flatten",
    "compute_loss__against_the_label",
    "set_mode__nothing",
    "make_mlp_autoencoder__relu_before_sigmoid",
    "make_mlp_autoencoder__bottleneck_of_32",
    "make_conv_autoencoder__relu_before_sigmoid",
    "read_digits__no_grad_only",
    "read_digits__nothing",
}


def test_is_every_typical_mistake_among_the_wrong_answers():
    variants = [variant for notebook in NOTEBOOKS for variant in notebook.variants()]
    assert {f"{v.question}__{v.idea}" for v in variants if not v.right} >= TYPICAL_MISTAKES


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.name)
def test_has_every_coded_question_eight_right_answers_and_ten_untypical_mistakes(notebook):
    variants = notebook.variants()
    for question in notebook.coded:
        own = [v for v in variants if v.question == question]
        wrong = {f"{v.question}__{v.idea}" for v in own if not v.right} - TYPICAL_MISTAKES
        assert sum(v.right for v in own) >= 8, question
        assert len(wrong) >= 10, question


def questions() -> list:
    return [
        pytest.param(notebook, question, id=question)
        for notebook in NOTEBOOKS
        for question in notebook.coded
    ]


@pytest.mark.parametrize(("notebook", "question"), questions())
@pytest.mark.parametrize("broken", ["def wrong(:", "raise NotImplementedError()", "1 / 0"])
def test_does_a_broken_answer_cell_cost_its_own_question_only(notebook, question, broken):
    assert notebook.lost({question: broken}) == notebook.tests_of(question)


@pytest.mark.parametrize("question", AUTOENCODERS.coded)
def test_does_a_network_on_a_missing_device_cost_its_own_question_only(question):
    answer = f"def {question}():\n    return nn.Linear(784, 10).to('cuda:7')"
    assert AUTOENCODERS.lost({question: answer}) == AUTOENCODERS.tests_of(question)


def test_does_a_download_without_network_cost_its_own_question_only(tmp_path):
    answer = f"""
from unittest import mock
from torchvision import datasets
with mock.patch("urllib.request.urlopen", side_effect=OSError("no network")):
    mnist_place = datasets.MNIST({str(tmp_path)!r}, download=True)
"""
    assert FOUNDATIONS.lost({"mnist_place": answer}) == {"mnist_place_test"}


def test_is_everything_that_trains_or_draws_kept_at_grading():
    for cell in CELLS:
        if cell.cell_type == "code" and re.search(r"\b(fit|load_data|plots\.\w+)\(", cell.source):
            kept = homeroom_metadata(cell).get("at_grading") == "keep"
            assert kept, cell.id
