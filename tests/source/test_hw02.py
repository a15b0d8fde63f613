"""hw02: is every part there, does each question stand alone, how wide are the margins?"""

import statistics

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from helpers import testing

from .conftest import Notebook

HW02 = Notebook("hw02", "hw02")
VARIANTS = HW02.variants()

# Part by part, what the homework must hold: (points autograded, points for a person).
PARTS = {
    "warm_up": (2, 3),
    "model_": (12, 12),
    "summary": (0, 3),
    "confusion analysis wrong_ones": (3, 5),
    "validation": (0, 3),
    "loop": (0, 5),
    "reflection": (0, 2),
    "reading": (0, 10),
}


def part_of(grade_id: str) -> str:
    name = grade_id.removeprefix("make_")
    return next(part for part in PARTS if any(name.startswith(word) for word in part.split()))


def test_has_every_part_its_points():
    found = dict.fromkeys(PARTS, (0, 0))
    for cell in HW02.cells:
        meta = cell.metadata.get("nbgrader")
        if meta and meta.grade:
            auto, manual = found[part_of(meta.grade_id)]
            by_hand = bool(meta.solution)
            found[part_of(meta.grade_id)] = (
                auto + (0 if by_hand else meta.points),
                manual + (meta.points if by_hand else 0),
            )
    assert found == PARTS


@pytest.mark.parametrize("number", [1, 2, 3])
def test_has_each_model_four_points_of_its_own(number):
    points = {c.metadata.nbgrader.grade_id: c.metadata.nbgrader.points for c in HW02.cells
              if c.metadata.get("nbgrader", {}).get("grade")}  # fmt: skip
    tests = HW02.tests_of(f"make_model_{number}")
    assert sum(points[test] for test in tests) == 4
    assert points[f"model_{number}_report"] == 4


# Every task and sub-question of the homework: what its cell must ask for, by grade_id.
TASKS = {
    "warm_up_test": ["ten epochs|ten times", "0.001"],
    "warm_up_accuracy_test": ["share"],
    "warm_up_plot_question": ["convergence plots", "loss and accuracy", "training and test"],
    "warm_up_reading_question": ["accuracy"],
    "make_model_1_test": ["one to six convolutions", "two max-poolings", "3 × 3 or 5 × 5", "ReLU"],
    "make_model_2_test": ["one to six convolutions", "two max-poolings", "3 × 3 or 5 × 5", "ReLU"],
    "make_model_3_test": ["one to six convolutions", "two max-poolings", "3 × 3 or 5 × 5", "ReLU"],
    "model_1_report_question": ["experiment 1", "convergence plot", "change"],
    "model_2_report_question": ["experiment 2", "convergence plot"],
    "model_3_report_question": ["experiment 3", "convergence plot"],
    "summary_question": ["architectures", "worked best", "did not help"],
    "confusion_test": ["rows"],
    "wrong_ones_test": ["wrong"],
    "analysis_plots_question": ["confusion matrix", "class names", "pictures"],
    "analysis_question": ["Which classes are confused", "make sense", "by eye"],
    "validation_why_question": ["separate training and validation", "avoided"],
    "validation_when_question": ["every batch", "every epoch", "at the end", "Why"],
    "validation_gap_question": ["99 %", "60 %", "what could be done"],
    "loop_question": ["five marked lines", "what", "why", "where"],
    "reflection_question": ["hard", "why", "most", "least"],
    "reading_prior_question": ["spatial structural prior", "shuffling", "your own experiments"],
    "reading_tables_question": ["CNNs suit pictures", "tables", "assumption fails"],
    "reading_sharing_question": ["weight sharing", "3.2.4", "dense", "number of parameters"],
    "reading_translation_question": ["translation invariance", "3.5", "own experiments", "partly"],
    "reading_stride_question": ["stride", "size of the output", "stride of 3"],
    "reading_depth_question": ["depth", "3.5.1", "200 layers", "20"],
    "reading_flatten_question": ["nn.Flatten", "3.4.3", "without"],
    "reading_filters_question": ["filters by K", "pooling by K", "3.5.1", "follow"],
    "reading_augmentation_question": ["Augmentation (3.6)", "good", "bad", "upside down", "MNIST"],
    "reading_more_data_question": ["more real data", "limits"],
}
SOURCES = {c.metadata.nbgrader.grade_id: c.source for c in HW02.cells if c.metadata.get("nbgrader")}


@pytest.mark.parametrize("grade_id", TASKS)
def test_is_every_task_asked_in_its_cell(grade_id):
    source = " ".join(SOURCES[grade_id].split("=== BEGIN MARK SCHEME")[0].split())
    for words in TASKS[grade_id]:
        assert any(word in source for word in words.split("|")), words


def test_is_every_question_with_points_on_the_list():
    graded = {c.metadata.nbgrader.grade_id: c.metadata.nbgrader.solution for c in HW02.cells
              if c.metadata.get("nbgrader", {}).get("grade")}  # fmt: skip
    asked = {f"{name}_question" if written else name for name, written in graded.items()}
    learning = {f"make_model_{n}_learns_test" for n in (1, 2, 3)}
    assert asked == set(TASKS) | learning


def test_are_the_rules_of_the_game_told_before_the_first_model():
    names = [c.id for c in HW02.cells]
    rules = next(c.source for c in HW02.cells if c.id == "improve-text")
    assert names.index("improve-text") < names.index("make-model-1")
    for words in ("one to six", "3 × 3 or 5 × 5", "exactly two", "ReLU", "*single* linear layer"):
        assert words in rules
    assert "It has no convolution, so it is not one of the three" in rules


TYPICAL_MISTAKES = {
    "kernel 5 with padding 1": "make_model_1__kernel_5_padding_1",
    "three poolings": "make_model_1__three_poolings",
    "evaluating in train mode": "warm_up__no_eval",
    "training accuracy reported as test": "warm_up__training_accuracy",
    "softmax before cross-entropy": "make_model_1__softmax_inside",
    "no zero_grad": "warm_up__no_zero_grad",
    "class names on the wrong axis": "confusion__transposed",
    "predictions sorted against the labels": "confusion__sorted",
}


@pytest.mark.parametrize("mistake", TYPICAL_MISTAKES)
def test_is_every_typical_mistake_among_the_wrong_answers(mistake):
    wrong = {f"{v.question}__{v.idea}" for v in VARIANTS if not v.right}
    assert TYPICAL_MISTAKES[mistake] in wrong


@pytest.mark.parametrize("question", HW02.coded)
def test_has_every_coded_question_two_other_right_answers(question):
    assert sum(v.right and v.question == question for v in VARIANTS) >= 2


@pytest.mark.parametrize("question", HW02.coded)
def test_does_an_answer_cell_that_does_not_run_cost_its_own_question_only(question, monkeypatch):
    # The cell is compiled like any other: here a syntax error, raised before anything is bound.
    assert HW02.lost({question: "def not_finished(:\n    pass"}) == HW02.tests_of(question)


def test_is_a_model_on_a_missing_device_a_loss_of_its_own_question():
    answer = SOURCES["make_model_2"].replace("return nn.Sequential(", "return on_a_card(")
    card = "def on_a_card(*layers):\n    return nn.Sequential(*layers).to('cuda:99')\n\n\n"
    assert HW02.lost({"make_model_2": card + answer}) == HW02.tests_of("make_model_2")


def test_are_experiments_looked_at_whatever_was_registered():
    more = """
def make_linear():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


register("linear", make_linear, lambda: {"epochs": 1})
register("broken", nn.Flatten, dict)
"""
    reference = SOURCES["make_model_3"]
    raised = HW02.run({"make_model_3": reference + more})
    assert "ten logits" in str(raised["experiments_check"])
    assert [test for test in HW02.tests if raised[test] is not None] == []


# --- Margins of "learns six pictures by heart" -------------------------------------------------

STEPS, LOSS = 500, 0.7


def six_pictures() -> torch.Tensor:
    """The pictures of the hidden tests: their own lines are run."""
    source = SOURCES["make_model_1_learns_test"]
    begin, end = source.index("stripe = "), source.index("def to_be_learnt")
    names = {"torch": torch}
    exec(source[begin:end], names)
    return names["pictures"]


def test_are_all_three_networks_tried_with_the_same_batch_and_steps():
    ends = set()
    for number in (1, 2, 3):
        source = SOURCES[f"make_model_{number}_learns_test"]
        ends.add(source[source.index("stripe = ") :].replace(f"make_model_{number}", "make_model"))
    (end,) = ends
    assert f"steps={STEPS}," in end and "lr=0.001," in end and "fall=0.0," in end
    assert f"(F.cross_entropy(scores, targets) - {LOSS}).clamp(min=0)" in end


def plain(filters, kernel, pools, hidden=(), dropout=0.0, average=False) -> nn.Module:
    layers, channels = [], 1
    for number, wanted in enumerate(filters):
        layers += [nn.Conv2d(channels, wanted, kernel, padding=kernel // 2), nn.ReLU()]
        layers += [nn.MaxPool2d(2)] * pools.count(number)
        channels = wanted
    if average:
        layers.append(nn.AdaptiveAvgPool2d(1))
    layers.append(nn.Flatten())
    features = channels * (1 if average else 49)
    for width in hidden:
        layers += [nn.Dropout(dropout), nn.Linear(features, width), nn.ReLU()]
        features = width
    return nn.Sequential(*layers, nn.Dropout(dropout), nn.Linear(features, 10))


GROWING = [8, 8, 16, 16, 32, 32]
LEGAL = {
    "six 5x5, growing": lambda: plain([32, 32, 64, 64, 128, 128], 5, (1, 3)),
    "six 5x5, pooled at the end": lambda: plain([16, 16, 32, 32, 64, 64], 5, (4, 5)),
    "six 5x5, narrow, three linear": lambda: plain([6] * 6, 5, (1, 3), (120, 84)),
    "six 3x3, dropout, three linear": lambda: plain(GROWING, 3, (1, 3), (120, 84), 0.5),
    "one 3x3 with four filters": lambda: plain([4], 3, (0, 0)),
    "one 3x3, dropout 0.9": lambda: plain([16], 3, (0, 0), (), 0.9),
    "one 3x3, the mean of its maps": lambda: plain([16], 3, (0, 0), average=True),
    "six 3x3, the mean of their maps": lambda: plain(GROWING, 3, (1, 3), average=True),
    "pooled before the only convolution": lambda: nn.Sequential(
        nn.MaxPool2d(4), nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(1),
        nn.Flatten(), nn.Linear(16, 10),
    ),
}  # fmt: skip
BROKEN = {
    "softmax": lambda: nn.Sequential(plain([16, 32], 5, (0, 1)), nn.Softmax(dim=1)),
    "tanh": lambda: nn.Sequential(plain([16, 32], 5, (0, 1)), nn.Tanh()),
    "sigmoid": lambda: nn.Sequential(plain([16, 32], 5, (0, 1)), nn.Sigmoid()),
}


def steps_needed(build, seed: int, loss: float = LOSS) -> int:
    def to_be_learnt(scores, targets):
        return (F.cross_entropy(scores, targets) - loss).clamp(min=0)

    torch.manual_seed(seed)
    targets = F.one_hot(torch.arange(6), 10).float()
    return testing.check_learns_batch(
        build(), six_pictures(), targets, "no", steps=STEPS, lr=0.001, fall=0.0, loss=to_be_learnt
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", LEGAL)
def test_is_every_legal_design_learnt_in_half_of_the_steps(name):
    needed = [steps_needed(LEGAL[name], seed) for seed in range(20)]
    print(name, "median", statistics.median(needed), "most", max(needed))
    assert max(needed) <= STEPS // 2


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_is_no_broken_design_learnt_even_with_a_little_more_to_spare(name):
    for seed in range(20):
        with pytest.raises(AssertionError, match="not learnt"):
            steps_needed(BROKEN[name], seed, loss=LOSS + 0.05)
