"""hw03, parts 1 and 2: are slips told apart, every right form accepted, and nothing given away?"""

import re

import pytest

from .conftest import Notebook
from .test_hw03 import PARTS

FOUNDATIONS = Notebook("hw03", "foundations")


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
    "make_reconstruction_loss__plain_number": ("make_reconstruction_loss_test", "should flow"),
    "make_reconstruction_loss__added_up_over_batches": (
        "make_reconstruction_loss_test",
        "each time",
    ),
    "make_reconstruction_loss__picture_overwritten": ("make_reconstruction_loss_test", "needed"),
    "to_rows__numpy": ("to_rows_test", "one tensor"),
    "to_rows__double": ("to_rows_test", "same kind of numbers"),
    "compute_loss__labels_added": ("compute_loss_test", "not depend on the labels"),
    "compute_loss__labels_if_they_fit": ("compute_loss_test", "the picture that went in"),
    "compute_loss__added_up_over_batches": ("compute_loss_test", "each time"),
    "take_step__by_hand": ("take_step_test", "whichever it is"),
    "take_step__state_forgotten": ("take_step_test", "whichever it is"),
    "train_autoencoder__same_batch_again": ("train_autoencoder_test", "every batch"),
    "mnist_place__relative": ("mnist_place_test", "can be imported"),
    "mnist_place__half_a_line": ("mnist_place_test", "can be imported"),
    "read_digits__smallest": ("read_digits_test", "largest of its ten logits"),
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
