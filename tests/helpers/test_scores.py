import numpy as np
import pytest
import torch
from sklearn import metrics
from torch import nn

from helpers import evaluate
from helpers.scores import confusion_counts, normalized

RNG = np.random.default_rng(0)
TRUE = RNG.integers(0, 4, 300)
PRED = np.where(RNG.random(300) < 0.6, TRUE, np.minimum(TRUE + 1, 3))  # errors go one way only


@pytest.mark.parametrize("by", ["true", "pred", "all"])
def test_shares_agree_with_scikit_learn_on_an_asymmetric_matrix(by):
    counts = confusion_counts(TRUE, PRED, 4)
    assert (counts != counts.T).any()
    expected = metrics.confusion_matrix(TRUE, PRED, normalize=by)
    np.testing.assert_allclose(normalized(counts, by), expected)


def test_a_class_without_examples_gives_zeros():
    counts = np.array([[2, 0], [0, 0]])
    assert normalized(counts, "true").tolist() == [[1, 0], [0, 0]]
    assert normalized(counts, "pred").tolist() == [[1, 0], [0, 0]]


def test_another_way_to_normalise_is_told():
    with pytest.raises(ValueError, match="'rows'; expected 'true', 'pred' or 'all'"):
        normalized(np.eye(2), "rows")


def test_the_table_has_names_and_true_classes_on_its_rows():
    logits = torch.eye(3)[[1, 1, 2]]
    found = evaluate(nn.Identity(), [(logits, torch.tensor([0, 0, 2]))], class_names="abc")
    table = found.confusion_table()
    assert table.loc["a", "b"] == 2
    assert table.loc["b", "a"] == 0
    assert (table.index.name, table.columns.name) == ("true", "predicted")
    assert found.confusion_table("pred").loc["a", "b"] == 1.0
    assert found.confusion_table("all").to_numpy().sum() == pytest.approx(1)


@pytest.mark.parametrize(("by", "text"), [("pred", "100"), ("all", "67"), (True, "100")])
def test_the_picture_can_show_shares_of_the_prediction(by, text):
    logits = torch.eye(3)[[1, 1, 2]]
    found = evaluate(nn.Identity(), [(logits, torch.tensor([0, 0, 2]))])
    frame = found.plot_confusion(normalize=by).axes[0]
    written = {tuple(map(int, one.get_position())): one.get_text() for one in frame.texts}
    assert written[(1, 0)] == text
