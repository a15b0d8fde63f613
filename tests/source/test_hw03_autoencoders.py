"""hw03, part 4: do the tests hold for every legal network, by what margin?"""

import re

import pytest

from homeroom.notebooks import is_test

from .conftest import Notebook

AUTOENCODERS = Notebook("hw03", "autoencoders")

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


SLIPS = {
    "make_mlp__last_dropout": ("make_mlp_design_test", "just as the last layer gives them"),
    "make_mlp__third_layer": ("make_mlp_test", "exactly two linear layers"),
    "make_mlp_autoencoder__plain_lists": ("make_mlp_autoencoder_test", "plain list"),
    "make_mlp_autoencoder__hidden_layer_in_a_list": ("make_mlp_autoencoder_test", "plain list"),
    "make_mlp_autoencoder__flat_encoder": (
        "make_mlp_autoencoder_test",
        "encoder should have a hid",
    ),
    "make_conv_autoencoder__plain_lists": ("make_conv_autoencoder_test", "plain list"),
    "make_conv_autoencoder__linear_decoder": ("make_conv_autoencoder_test", "and in the decoder"),
    "make_conv_autoencoder__linear_encoder": ("make_conv_autoencoder_test", "and in the decoder"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_is_a_slip_told_by_its_name(slip):
    (variant,) = [v for v in AUTOENCODERS.variants() if f"{v.question}__{v.idea}" == slip]
    test, words = SLIPS[slip]
    assert words in str(AUTOENCODERS.run({variant.question: variant.source})[test])


ACTIVATIONS = ["ReLU", "Tanh", "Sigmoid", "GELU", "SiLU", "LeakyReLU", "ELU", "Softplus", "Mish"]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_is_any_activation_accepted_in_the_classifier(activation):
    layers = f"nn.Flatten(), nn.Linear(784, 64), nn.{activation}(), nn.Linear(64, 10)"
    answer = f"def make_mlp():\n    return nn.Sequential({layers})"
    assert AUTOENCODERS.lost({"make_mlp": answer}) == set()
