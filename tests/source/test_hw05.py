"""hw05: is every part there, does each question stand alone, is the given code what it says?"""

from __future__ import annotations

import contextlib
import io

import numpy as np
import pytest
import torch
from torchvision import models

from .conftest import Notebook

HW05 = Notebook("hw05", "hw05")
VARIANTS = HW05.variants()
CELLS = {c.metadata.nbgrader.grade_id: c for c in HW05.cells if "nbgrader" in c.metadata}

# Part by part, what the homework must hold: (points, autograded or for a person).
PARTS = {
    "make_layers": (5, "auto"),
    "fully_connected_forward": (5, "auto"),
    "output_shapes": (5, "auto"),
    "make_classifier": (10, "auto"),
    "convnet_forward": (5, "auto"),
    "train_epoch": (5, "auto"),
    "accuracy": (5, "auto"),
    "early_stopping": (10, "auto"),
    "understand": (20, "manual"),
    "compare": (15, "manual"),
    "fine_tune": (15, "manual"),
}


def points_by_part(kind: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, cell in CELLS.items():
        meta = cell.metadata.nbgrader
        if meta.grade and (kind == "manual") == bool(meta.solution):
            part = next(part for part in PARTS if name.startswith(part))
            found[part] = found.get(part, 0) + meta.points
    return found


@pytest.mark.parametrize("kind", ["auto", "manual"])
def test_has_every_part_its_points(kind):
    assert points_by_part(kind) == {name: p for name, (p, k) in PARTS.items() if k == kind}


# Every task and sub-question, with the cell that holds it and words that must stand there.
TASKS = {
    "A: image_size (C,H,W) or (H,W)": ("make_layers_text", "(H, W)"),
    "A: the activation is an instance": ("fully_connected", "an instance"),
    "A1 layers in self.layers": ("make_layers", "self.layers"),
    "A2 forward": ("fully_connected_forward", "logits"),
    "B1 table of shapes": ("output_shapes", "output_shapes"),
    "B2 self.classifier": ("make_classifier", "self.classifier"),
    "B2 the activation is a class": ("convnet", "a class"),
    "B3 forward": ("convnet_forward", "logits"),
    "C1 train_epoch": ("train_epoch", "mean loss"),
    "C2 accuracy": ("accuracy", "Percentage"),
    "C3 early stopping": ("early_stopping", "validation loss"),
    "C3 what an improvement is": ("early_stopping_text", "strictly smaller"),
    "C3 patience=inf": ("early_stopping_text", "math.inf"),
    "D1 flip on CIFAR-10, not MNIST": ("understand_flip_question", "mirrored"),
    "D2 padded random crop": ("understand_crop_question", "padding=4"),
    "D3 rotation by 10°": ("understand_rotation_question", "10°"),
    "D4 scalar and per-channel normalisation": ("understand_normalise_question", "once three"),
    "D5 no augmentation for validation": ("understand_plain_question", "normalised, but not"),
    "D6 loading twice": ("understand_twice_question", "two `Pictures`"),
    "D7 the double random_split": ("understand_splits_question", "called twice"),
    "D8 seeded generator": ("understand_seed_question", "manual_seed"),
    "D9 shuffle only for training": ("understand_shuffle_question", "only the training"),
    "D10 batch size": ("understand_batch_size_question", "batch_size=128"),
    "D11 best and final weights": ("understand_best_weights_question", "two sets"),
    "D12 patience": ("understand_patience_question", "small patience"),
    "D13 validation and test": ("understand_test_set_question", "three parts"),
    "D14 reloading weights": ("understand_reload_question", "load_state_dict"),
    "D15 the job of Trainer": ("understand_trainer_question", "Trainer"),
    "E networks": ("make_model", "[1024, 512, 256]"),
    "E optimiser": ("experiment", "lr=0.001, weight_decay=0.1"),
    "E 50 epochs": ("settings", "50"),
    "E compares data sets": ("compare_data_question", "two data sets"),
    "E compares architectures": ("compare_networks_question", "one data set"),
    "E reads the runs": ("compare_training_question", "patience"),
    "F ImageNet weights, 10-way head": ("make_resnet18", "IMAGENET1K_V1"),
    "F freezing by path, and the substring way": ("freeze", "freeze_by_substring"),
    "F compared name by name": ("freezing_check", "only by substring"),
    "F one epoch, lr 0.001, weight decay 0.1": ("fine_tune", "epochs=1"),
    "F freezing and accuracy": ("fine_tune_accuracy_question", "accuracy"),
    "F why": ("fine_tune_why_question", "pretrained"),
    "F what differs": ("fine_tune_freezing_question", "substring"),
    "notice on AI tools": ("title", "language model"),
}


@pytest.mark.parametrize("task", TASKS)
def test_has_every_task_a_cell(task):
    name, words = TASKS[task]
    by_id = {cell.id.replace("-", "_"): cell for cell in HW05.cells}
    assert words in by_id[name].source


def test_are_the_first_ten_questions_of_part_d_worth_one_point_and_the_others_two():
    names = [name.removesuffix("_question") for name, _ in TASKS.values()]
    points = [CELLS[n].metadata.nbgrader.points for n in names if n.startswith("understand")]
    assert points == [1] * 10 + [2] * 5


TYPICAL_MISTAKES = {
    "fully_connected_forward__no_flatten",
    "fully_connected_forward__activation_after_last",
    "make_classifier__placeholder_left",
    "make_classifier__no_batch_norm",
    "make_classifier__no_padding",
    "train_epoch__loss_not_averaged",
    "accuracy__mean_of_batch_means",
    "accuracy__no_eval",
    "accuracy__never_back_to_train",
    "early_stopping__never_counted",
    "early_stopping__never_reset",
    "early_stopping__tie_counts_as_improvement",
    "early_stopping__by_reference",
    "early_stopping__one_epoch_late",
    "train_epoch__helpers_fit",
    "accuracy__helpers_evaluate",
}


def test_is_every_typical_mistake_among_the_wrong_answers():
    wrong = {f"{v.question}__{v.idea}" for v in VARIANTS if not v.right}
    assert wrong >= TYPICAL_MISTAKES


@pytest.mark.parametrize("question", HW05.coded)
def test_has_every_coded_question_right_answers_in_eight_styles(question):
    assert sum(v.right and v.question == question for v in VARIANTS) >= 8


@pytest.mark.parametrize("question", HW05.coded)
def test_has_every_coded_question_ten_wrong_answers_beyond_the_typical_mistakes(question):
    wrong = {f"{v.question}__{v.idea}" for v in VARIANTS if not v.right and v.question == question}
    assert len(wrong - TYPICAL_MISTAKES) >= 10


BROKEN = {
    "syntax error": "def answer(:\n    pass",
    "name that is gone": "no_such_name",
    "device that is missing": "torch.zeros(1, device='cuda:99')",
}


@pytest.mark.parametrize("question", HW05.coded)
@pytest.mark.parametrize("kind", BROKEN)
def test_does_a_cell_that_cannot_run_cost_its_own_question_only(question, kind):
    assert HW05.lost({question: BROKEN[kind]}) == HW05.tests_of(question)


def test_do_right_answers_of_all_questions_go_together():
    styles = {v.question: v.source for v in VARIANTS if v.right}
    assert set(styles) == set(HW05.coded)
    assert HW05.lost(styles) == set()


def run_cells(*wanted: str) -> dict:
    """Run the notebook's cells that are not kept, and some that are; what they bind."""
    names: dict = {"__name__": "__main__", "display": lambda *shown: None}
    for cell in HW05.cells:
        kept = cell.metadata.get("homeroom", {}).get("at_grading") == "keep"
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type != "code" or grade_id.endswith("_test"):
            continue
        if kept and grade_id not in wanted:
            continue
        exec(compile(cell.source, grade_id, "exec"), names)
    return names


@pytest.fixture(scope="module")
def given() -> dict:
    """The names of all given and answered cells, and the data."""
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
        patch.setenv("HELPERS_DATA", "sample")
        return run_cells("read_data", "fast_loaders_check", "settings", "experiment")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12 × 32 × 32", [12, 32, 32]),
        ("24 x 16.0 x 16.0", [24, 16, 16]),
        ((48, 8, 8), [48, 8, 8]),
        (torch.Size([64]), [64]),
        (768, [768]),
        (np.prod([48, 4, 4]), [768]),
        (torch.tensor(10), [10]),
    ],
)
def test_is_a_shape_read_however_it_is_written(given, written, read):
    assert given["read_shape"](written) == read


@pytest.mark.parametrize("name", ["mnist", "cifar10"])
def test_is_every_training_picture_in_one_part_and_none_in_two(given, name):
    train_set, val_set, test_set = given["sets"][name]
    train, val = set(train_set.indices), set(val_set.indices)
    assert train.isdisjoint(val)
    assert train | val == set(range(len(train_set.dataset)))
    assert torch.equal(train_set.dataset.images, val_set.dataset.images)
    assert len(test_set) == 500


@pytest.mark.parametrize("name", ["mnist", "cifar10"])
def test_is_only_the_training_set_augmented(given, name):
    train_set, val_set, _ = given["sets"][name]
    torch.manual_seed(1)
    assert not all(torch.equal(train_set[0][0], train_set[0][0]) for _ in range(5))
    assert all(torch.equal(val_set[0][0], val_set[0][0]) for _ in range(5))


def test_hold_the_fast_loaders_the_same_training_pictures(given):
    for name, parts in given["sets"].items():
        fast = given["fast_loaders"](name, *parts)[0]
        chosen = parts[0].indices
        assert torch.equal(fast.images.cpu(), parts[0].dataset.images[chosen])
        assert torch.equal(fast.labels.cpu(), parts[0].dataset.labels[chosen].long())


def test_is_a_smaller_part_drawn_at_random_and_always_the_same(given):
    sorted_set = torch.utils.data.TensorDataset(torch.arange(1000))
    chosen = given["some"](sorted_set, 100).indices
    assert len(set(chosen)) == 100
    assert min(chosen) < 50 and max(chosen) > 950
    assert given["some"](sorted_set, 100).indices == chosen
    assert given["some"](sorted_set, None) is sorted_set


def test_are_the_networks_of_part_e_as_large_as_asked(given):
    def sizes(kind, name):
        network = given["make_model"](kind, name)
        return [tuple(p.shape) for p in network.parameters() if p.dim() > 1]

    assert sizes("fcn", "mnist") == [(512, 784), (256, 512), (10, 256)]
    assert sizes("fcn", "cifar10") == [(1024, 3072), (512, 1024), (256, 512), (10, 256)]
    assert sizes("cnn", "cifar10")[-2:] == [(64, 768), (10, 64)]


@pytest.mark.parametrize(
    ("choice", "by_path", "by_substring"),
    [
        ("nothing", 0, 0),
        ("conv1 + bn1", 3, 27),
        ("layer1", 12, 12),
        ("layer1–2", 27, 27),
        ("layer1–3", 42, 42),
        ("layer1–4", 57, 57),
    ],
)
def test_freezes_a_path_what_it_names_and_a_substring_more(given, choice, by_path, by_substring):
    network, other = models.resnet18(weights=None), models.resnet18(weights=None)
    names = given["CHOICES"][choice]
    frozen = given["freeze"](network, names)
    assert len(list(network.parameters())) == 62
    assert len(frozen) == by_path
    assert len(given["freeze_by_substring"](other, names)) == by_substring
    still = {name for name, p in network.named_parameters() if not p.requires_grad}
    assert set(frozen) == still
    assert all(any(name.startswith(f"{path}.") for path in names) for name in frozen)


def test_is_a_misspelt_path_an_error(given):
    with pytest.raises(AttributeError, match="layr1"):
        given["freeze"](models.resnet18(weights=None), ["layr1"])


def test_does_the_visible_comparison_of_freezing_hold(capsys):
    run_cells("freezing_check")
    shown = capsys.readouterr().out
    assert "conv1 + bn1  by path  3, by substring 27 of 62" in shown
    assert "layer4.1.bn1.bias" in shown


def test_says_part_f_aloud_that_there_are_no_pretrained_weights(given, monkeypatch, capsys):
    real = models.resnet18

    def offline(weights=None, **settings):
        if weights is not None:
            raise OSError("no network")
        return real(weights=None)

    monkeypatch.setattr(given["models"], "resnet18", offline)
    model, pretrained = given["make_resnet18"]()
    assert not pretrained
    assert model.fc.out_features == 10
    said = capsys.readouterr().out
    assert "ImageNet's weights cannot be had: OSError: no network" in said
    assert "RANDOM weights" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "name"), [("fcn", "mnist"), ("fcn", "cifar10"), ("cnn", "cifar10")]
)
def test_does_a_quick_run_of_part_e_learn_something(given, kind, name):
    row, trainer = given["experiment"](kind, name)
    assert row["test %, best weights"] > 35
    assert trainer.history["train_loss"][-1] < 0.8 * trainer.history["train_loss"][0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_learns_the_trainer_its_toy_pictures_from_any_start(seed):
    source = CELLS["trainer_check"].source
    exec(source.replace("seed_everything(0)", f"seed_everything({seed})"), run_cells())
