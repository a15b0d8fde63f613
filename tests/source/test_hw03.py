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
def test_has_every_coded_question_two_right_answers_and_two_mistakes(notebook):
    variants = notebook.variants()
    for question in notebook.coded:
        right = [v.right for v in variants if v.question == question]
        assert right.count(True) >= 2, question
        assert right.count(False) >= 2, question


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


SLIPS = {
    "loss_of_three__log10": ("loss_of_three_value_test", "base 10"),
    "loss_of_three__log2": ("loss_of_three_value_test", "base 2"),
    "loss_of_three__sign": ("loss_of_three_value_test", "sign"),
    "loss_of_three__mean_of_ten": ("loss_of_three_value_test", "divided by"),
    "loss_of_three__wrong_index": ("loss_of_three_entry_test", "another entry"),
    "loss_of_three__counted_from_one": ("loss_of_three_entry_test", "counted from 0"),
    "loss_of_three__one_minus_p": ("loss_of_three_entry_test", "1 − ŷ"),
    "loss_of_three__squared_error": ("loss_of_three_entry_test", "true digit"),
    "loss_of_three__nan": ("loss_of_three_entry_test", "0 · ln 0"),
    "cross_entropy_derivative__by_the_logit": ("cross_entropy_derivative_test", "logit"),
    "cross_entropy_derivative__sign": ("cross_entropy_slope_test", "wrong sign"),
    "mse_derivative__sign": ("mse_derivative_test", "turned round"),
    "mse_derivative__other_convention": ("mse_derivative_test", "mse_convention"),
    "train_autoencoder__fit": ("train_autoencoder_test", "written by hand"),
    "train_autoencoder__between_backward_and_step": ("train_autoencoder_test", "still be there"),
    "train_autoencoder__never_cleared": ("train_autoencoder_test", "older ones"),
    "compute_loss__against_the_label": ("compute_loss_test", "same shape"),
    "read_digits__no_grad_only": ("read_digits_test", "no_grad() alone"),
    "batching_place__module": ("batching_place_test", "this is the module"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_is_a_typical_slip_told_apart_from_a_plain_wrong_value(slip):
    (variant,) = [v for v in FOUNDATIONS.variants() if f"{v.question}__{v.idea}" == slip]
    test, words = SLIPS[slip]
    assert words in str(FOUNDATIONS.run({variant.question: variant.source})[test])


FORMS = ["0.916", "np.float32(0.9163)", "np.array(0.9163)", "torch.tensor(0.9163)", "[0.9163]"]
FORMS += ["torch.tensor([0.9163], requires_grad=True)", "0.912", "0.921", "np.float64(0.91629)"]


@pytest.mark.parametrize("form", FORMS)
def test_does_the_number_of_1a_pass_in_any_form(form):
    assert FOUNDATIONS.lost({"loss_of_three": f"loss_of_three = {form}"}) == set()


@pytest.mark.parametrize("value", ["0.910", "0.923", "'0.916'", "None", "True", "float('inf')"])
def test_does_another_value_or_no_number_not_pass_1a(value):
    lost = FOUNDATIONS.lost({"loss_of_three": f"loss_of_three = {value}"})
    assert "loss_of_three_value_test" in lost


@pytest.mark.parametrize("value", [-0.2, -0.02, -0.1])
def test_is_the_slope_of_the_mean_squared_error_accepted_in_every_convention(value):
    right = "def mse_derivative(p, y):\n    return 2 * (p - y)\n\nmse_convention = 'sum'\n"
    assert FOUNDATIONS.lost({"mse_derivative": f"{right}mse_slope = {value}"}) == set()


def test_does_the_loop_cost_nothing_where_all_other_blanks_are_open():
    blanks = PARTS["2A"][2][:-1]
    raising = {name: FOUNDATIONS.untouched()[name] for name in blanks}
    assert FOUNDATIONS.lost(raising) == {f"{name}_test" for name in blanks}


def test_does_no_visible_line_give_a_blank_away():
    """Part 2 is about seven short calls: what students see must not hold them."""
    shown = "\n".join(
        re.sub(r"### BEGIN (HIDDEN TESTS|SOLUTION).*?### END \1", "", cell.source, flags=re.S)
        for cell in FOUNDATIONS.cells
        if cell.cell_type == "code" and "preflight" not in cell.id
    )
    for telling in (".train(", ".eval(", ".backward(", ".step(", "zero_grad", "MSELoss", "L1Loss"):
        assert telling not in shown


# Autoencoders: designs that are legal, from usual to slow, and some that cannot learn.
#
# Measured over 20 seeds on one thread, for one network; the tests allow 160 steps to learn two
# pictures (four networks) and 80 to reach black and white (three networks):
#
#   learns        MLP, the reference        3 to 9 steps     range      1
#                 MLP, four sigmoid layers  50 to 105                   1
#                 convolutions, reference   8 to 20                     5 to 9
#                 pooling and sigmoids      24 to 85                    1 to 3
#                 2 and 4 channels          18 to 58                    10 to 60, one of 20 dead
#   broken        half grey at least        told apart by 0.5 at best, 0.6 asked
#   hidden layer  in the decoder            962 to 2690 pixels turn; 0 without one
MLP = """
def stack(widths, act):
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers += [nn.Linear(a, b), act()]
    return layers[:-1]


def make_mlp_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(nn.Flatten(), *stack({widths}, nn.{act}), *{fence})
    model.decoder = nn.Sequential(*stack({widths}[::-1], nn.{act}), *{last})
    return model
"""
CONV = """
def make_conv_autoencoder():
    up = dict(kernel_size=3, stride=2, padding=1, output_padding=1)
    model = nn.Sequential()
    model.encoder = nn.Sequential(
        nn.Conv2d(1, {wide}, 3, 2, 1), nn.{act}(), nn.Conv2d({wide}, {code}, 3, 2, 1), *{fence}
    )
    model.decoder = nn.Sequential(
        nn.ConvTranspose2d({code}, {wide}, **up), nn.{act}(), nn.ConvTranspose2d({wide}, 1, **up),
        *{last},
    )
    return model
"""
SIGMOID, SMALL, DEEP = "[nn.Sigmoid()]", "(784, 64, 2)", "(784, 512, 256, 128, 64, 16, 2)"
LEGAL = {
    "mlp relu": (MLP, {"act": "ReLU"}),
    "mlp sigmoid, 3 layers": (MLP, {"act": "Sigmoid", "widths": "(784, 256, 64, 2)"}),
    "mlp sigmoid, 4 layers": (MLP, {"act": "Sigmoid", "widths": "(784, 256, 64, 16, 2)"}),
    "mlp relu, 6 layers": (MLP, {"act": "ReLU", "widths": DEEP}),
    "mlp tanh, 6 layers": (MLP, {"act": "Tanh", "widths": DEEP}),
    "mlp fenced code": (MLP, {"act": "Sigmoid", "fence": SIGMOID}),
    "mlp linear output": (MLP, {"act": "GELU", "last": "[]"}),
    "mlp tanh output": (MLP, {"act": "SELU", "last": "[nn.Tanh()]"}),
    "mlp narrow": (MLP, {"act": "ReLU", "widths": "(784, 16, 2)"}),
    "mlp relu output": (MLP, {"act": "ReLU", "last": "[nn.ReLU()]"}),
    "mlp dropout": (MLP, {"act": "ReLU", "fence": "[nn.Dropout(0.2)]"}),
    "conv relu": (CONV, {"act": "ReLU"}),
    "conv sigmoid": (CONV, {"act": "Sigmoid"}),
    "conv tanh, fenced code": (CONV, {"act": "Tanh", "fence": SIGMOID}),
    "conv one code map": (CONV, {"act": "ReLU", "code": 1}),
    "conv narrow": (CONV, {"act": "LeakyReLU", "code": 2, "wide": 4}),
    "conv linear output": (CONV, {"act": "SiLU", "last": "[]"}),
}
HALF_GREY = "[nn.ReLU(), nn.Sigmoid()]"
BROKEN = {
    "mlp at least half grey": (MLP, {"act": "ReLU", "last": HALF_GREY}),
    "mlp softmax over pixels": (MLP, {"act": "ReLU", "last": "[nn.Softmax(dim=1)]"}),
    "mlp never above zero": (MLP, {"act": "ReLU", "last": "[nn.LogSigmoid()]"}),
    "conv at least half grey": (CONV, {"act": "ReLU", "last": HALF_GREY}),
    "conv softmax over pixels": (CONV, {"act": "ReLU", "last": "[nn.Softmax(dim=-1)]"}),
}
DEFAULTS = {"widths": SMALL, "fence": "[]", "last": SIGMOID, "code": 4, "wide": 16}


def judged(design: tuple[str, dict], seed: int, steps: float) -> tuple[str, set[str]]:
    """The tests that a design loses if training gets `steps` times the steps it has."""
    template, given = design
    question = re.search(r"def (make_\w+)", template)[1]
    answers = {question: template.format(**DEFAULTS | given)}
    for cell in AUTOENCODERS.cells:
        if is_test(cell):
            source, times = re.subn(
                r"steps=(\d+)", lambda found: f"steps={int(int(found[1]) * steps)}", cell.source
            )
            source = source.replace("manual_seed(0)", f"manual_seed({seed})")
            answers |= {cell.metadata.nbgrader.grade_id: source} if times else {}
    return question, AUTOENCODERS.lost(answers, seed)


def seeds(few: int) -> list:
    return [
        pytest.param(seed, marks=[pytest.mark.slow] if seed >= few else []) for seed in range(20)
    ]


@pytest.mark.parametrize("seed", seeds(1))
@pytest.mark.parametrize("design", LEGAL)
def test_does_every_legal_autoencoder_learn_in_two_thirds_of_the_steps(design, seed):
    assert judged(LEGAL[design], seed, steps=0.67)[1] == set()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("design", BROKEN)
def test_is_a_broken_autoencoder_rejected_even_with_twice_the_steps(design, seed):
    question, lost = judged(BROKEN[design], seed, steps=2)
    assert lost >= {f"{question}_range_test", f"{question}_learns_test"}


ACTIVATIONS = ["ReLU", "Tanh", "Sigmoid", "GELU", "SiLU", "LeakyReLU", "ELU", "Softplus", "Mish"]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_is_any_activation_accepted_in_the_classifier(activation):
    layers = f"nn.Flatten(), nn.Linear(784, 64), nn.{activation}(), nn.Linear(64, 10)"
    answer = f"def make_mlp():\n    return nn.Sequential({layers})"
    assert AUTOENCODERS.lost({"make_mlp": answer}) == set()


def test_is_everything_that_trains_or_draws_kept_at_grading():
    for cell in CELLS:
        if cell.cell_type == "code" and re.search(r"\b(fit|load_data|plots\.\w+)\(", cell.source):
            kept = homeroom_metadata(cell).get("at_grading") == "keep"
            assert kept, cell.id
