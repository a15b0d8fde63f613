import numpy as np
import pytest
import torch
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from helpers import History, plots
from helpers.evaluation import Evaluation

RUN = History(
    {"train_loss": 1 / n, "val_loss": 1.2 / n, "train_accuracy": 1 - 0.5 / n, "val_accuracy": 0.5}
    for n in range(1, 6)
)
BLOBS = np.random.default_rng(0).normal(size=(60, 5)) + 8 * (np.arange(60) % 3)[:, None]


def draw_all():
    yield plots.convergence(RUN)
    yield plots.convergence({"a": RUN, "b": RUN.frame})
    yield plots.confusion_matrix([[5, 1], [0, 4]])
    yield plots.image_grid(np.zeros((3, 8, 8), np.uint8), [0, 1, 2])
    yield plots.tsne(BLOBS, np.arange(60) % 3)


def test_figures_are_returned_written_and_not_left_open(tmp_path, capfd):
    plt.close("all")
    for number, figure in enumerate(draw_all()):
        assert isinstance(figure, Figure)
        figure.savefig(tmp_path / f"{number}.png")
        assert (tmp_path / f"{number}.png").stat().st_size > 1000
    assert plt.get_fignums() == []
    assert capfd.readouterr().err == ""


def test_many_figures_give_no_warning(recwarn):
    for _ in range(30):
        plots.confusion_matrix([[1]])
    assert len(recwarn) == 0


def test_the_style_of_others_is_left_alone():
    before = dict(plt.rcParams)
    plots.convergence(RUN)
    assert dict(plt.rcParams) == before


def test_given_axes_are_drawn_into():
    figure, (left, right) = plt.subplots(1, 2)
    assert plots.convergence(RUN, ax=(left, right)) is figure
    assert (left.get_ylabel(), right.get_ylabel()) == ("loss", "accuracy")
    assert plots.confusion_matrix([[1, 0], [0, 1]], ax=left) is figure
    plt.close(figure)


@pytest.mark.parametrize("size", [2.3, 0.003])
def test_does_a_curve_that_hardly_moves_look_flat_and_one_that_moves_fill_its_axes(size):
    def heights(fall):
        rows = [
            {"train_loss": size * (1 - n * fall), "val_accuracy": 0.9 + n * fall} for n in range(4)
        ]
        for axes in plots.convergence(History(rows)).axes:
            drawn = axes.lines[0].get_ydata()
            low, high = axes.get_ylim()
            assert low < min(drawn) and max(drawn) < high
            yield (max(drawn) - min(drawn)) / (high - low)

    assert max(heights(1e-5)) < 0.01
    assert min(heights(0.02)) > 0.8


def test_one_axes_gets_the_loss():
    figure, ax = plt.subplots()
    RUN.plot(ax=ax)
    assert ax.get_ylabel() == "loss"
    plt.close(figure)


def test_an_axes_that_is_none_is_told():
    with pytest.raises(TypeError, match="expected axes as plt.subplots"):
        plots.confusion_matrix([[1]], ax=[3])


def test_a_run_without_validation_or_accuracy_is_drawn():
    figure = plots.convergence(History([{"train_loss": 1.0}, {"train_loss": 0.5}]))
    assert len(figure.axes) == 1
    assert [text.get_text() for text in figure.axes[0].get_legend().texts] == ["training"]


def test_several_runs_share_one_figure_and_are_named():
    figure = plots.convergence({f"lr {n}": RUN for n in range(12)})
    texts = [text.get_text() for text in figure.axes[1].get_legend().texts]
    assert texts == [*(f"lr {n}" for n in range(12)), "training", "validation"]
    colors = {line.get_color() for line in figure.axes[0].lines if line.get_linestyle() == "-"}
    assert len(colors) == 12


def test_parts_may_be_called_otherwise():
    figure = plots.convergence(RUN, names=("training", "test"))
    assert figure.axes[0].get_legend().texts[1].get_text() == "test"


@pytest.mark.parametrize("empty", [History(), {}, {"a": History()}])
def test_nothing_to_draw_is_told(empty):
    with pytest.raises(ValueError, match="no epoch to draw"):
        plots.convergence(empty)


def test_the_confusion_matrix_has_true_classes_on_its_rows():
    logits = np.eye(3, dtype=np.float32)[[1, 1, 2]]
    found = Evaluation(logits, np.array([0, 0, 2]), 0.5, ("ant", "bee", "cat"))
    frame = found.plot_confusion().axes[0]
    written = {
        tuple(int(place) for place in text.get_position()): text.get_text() for text in frame.texts
    }
    assert written == {(1, 0): "2", (2, 2): "1"}  # (column, row): two ants were called bees
    assert frame.get_ylabel() == "true class"
    assert [tick.get_text() for tick in frame.get_yticklabels()] == ["ant", "bee", "cat"]
    shares = found.plot_confusion(normalize=True).axes[0]
    assert {text.get_text() for text in shares.texts} == {"100"}


@pytest.mark.parametrize(
    ("matrix", "names", "message"),
    [
        (np.zeros((2, 3)), None, r"shape \(2, 3\); expected \(C, C\)"),
        (np.eye(2, dtype=int), ["a"], "1 class names for 2 classes"),
    ],
)
def test_a_matrix_that_is_none_is_told(matrix, names, message):
    with pytest.raises(ValueError, match=message):
        plots.confusion_matrix(matrix, class_names=names)


@pytest.mark.parametrize("shape", [(3, 8, 8), (3, 1, 8, 8), (3, 3, 8, 8), (3, 8, 8, 3)])
@pytest.mark.parametrize("kind", ["bytes", "scaled", "normalised", "tensor"])
def test_images_of_any_layout_are_shown(shape, kind):
    scaled = np.random.default_rng(1).random(shape)
    images = {
        "bytes": (255 * scaled).astype(np.uint8),
        "scaled": scaled,
        "normalised": (scaled - 0.5) / 0.3,
        "tensor": torch.from_numpy(scaled),
    }[kind]
    figure = plots.image_grid(images)
    shown = [np.asarray(axes.images[0].get_array()) for axes in figure.axes]
    assert len(shown) == 3
    assert all(0 <= one.min() <= one.max() <= 1 for one in shown)


def test_constant_images_are_shown_too(recwarn):
    plots.image_grid(np.full((2, 4, 4), 7.0))
    assert len(recwarn) == 0


def test_wrong_predictions_are_marked_by_more_than_colour():
    figure = plots.image_grid(
        torch.zeros(2, 1, 4, 4),
        torch.tensor([0, 1]),
        predicted=np.array([0, 0]),
        confidence=[0.9, 0.55],
        class_names=["cat", "dog"],
    )
    assert [axes.get_title() for axes in figure.axes] == ["cat\n✓ cat 90%", "dog\n✗ cat 55%"]


def test_no_more_images_than_the_limit():
    assert len(plots.image_grid(np.zeros((50, 4, 4)), limit=9).axes) == 9


@pytest.mark.parametrize(
    ("images", "labels", "message"),
    [
        (np.zeros((0, 4, 4)), None, "expected at least one"),
        (np.zeros((4, 4)), None, "expected at least one"),
        (np.zeros((2, 4, 4)), [1], r"labels has shape \(1,\) for 2 images"),
    ],
)
def test_images_that_are_none_are_told(images, labels, message):
    with pytest.raises(ValueError, match=message):
        plots.image_grid(images, labels)


def test_tsne_is_deterministic_and_subsamples():
    def places():
        figure = plots.tsne(BLOBS, np.arange(60) % 3, max_points=40, seed=2)
        return np.concatenate(
            [np.asarray(dots.get_offsets()) for dots in figure.axes[0].collections]
        )

    first = places()
    assert len(first) == 40
    np.testing.assert_array_equal(first, places())


def test_tsne_reduces_wide_features_and_names_classes():
    wide = np.random.default_rng(3).normal(size=(20, 80))
    figure = plots.tsne(wide, np.arange(20) % 2, class_names=["cat", "dog"])
    assert [text.get_text() for text in figure.axes[0].get_legend().texts] == ["cat", "dog"]


@pytest.mark.parametrize(
    ("features", "labels", "message"),
    [
        (np.zeros((4, 3)), np.zeros(4), "N at least 5"),
        (np.zeros((9, 3)), np.zeros(8), "expected"),
        (np.full((9, 3), np.nan), np.zeros(9), "finite"),
    ],
)
def test_features_that_cannot_be_drawn_are_told(features, labels, message):
    with pytest.raises(ValueError, match=message):
        plots.tsne(features, labels)
