import numpy as np
import pytest
import torch
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support
from torch import nn
from torch.utils.data import DataLoader, Subset, TensorDataset

from helpers import evaluate
from helpers.loader import TensorLoader

# True class 0 is called 1 twice, true class 2 is called 0 once, and class 1 once goes to 2.
Y_TRUE = [0, 0, 0, 1, 1, 2, 2]
Y_PRED = [0, 1, 1, 1, 2, 2, 0]
ASYMMETRIC = [[1, 2, 0], [0, 1, 1], [1, 0, 1]]


def logits_for(predicted, classes=3):
    return 3.0 * nn.functional.one_hot(torch.tensor(predicted), classes).float()


@pytest.fixture
def evaluation():
    return evaluate(
        nn.Identity(),
        [(logits_for(Y_PRED), torch.tensor(Y_TRUE))],
        class_names=["ant", "bee", "cat"],
    )


def test_rows_of_the_confusion_matrix_are_true_classes(evaluation):
    assert evaluation.confusion.tolist() == ASYMMETRIC
    assert (evaluation.confusion == confusion_matrix(Y_TRUE, Y_PRED)).all()


def test_predictions_accuracy_and_wrong_ones(evaluation):
    assert evaluation.y_pred.tolist() == Y_PRED
    assert evaluation.y_true.tolist() == Y_TRUE
    assert evaluation.accuracy == pytest.approx(3 / 7)
    assert evaluation.wrong.tolist() == [1, 2, 4, 6]
    assert "4 of 7 wrong" in repr(evaluation)


def test_probabilities_are_the_softmax(evaluation):
    expected = torch.softmax(logits_for(Y_PRED), 1).numpy()
    np.testing.assert_allclose(evaluation.probabilities, expected, rtol=1e-6)
    np.testing.assert_allclose(evaluation.confidence, expected.max(1), rtol=1e-6)


def test_huge_logits_give_no_nan():
    found = evaluate(nn.Identity(), [(torch.tensor([[1e4, -1e4]]), torch.tensor([0]))])
    assert found.probabilities.tolist() == [[1.0, 0.0]]


def test_the_report_is_a_table_that_agrees_with_scikit_learn(evaluation):
    table = evaluation.report()
    precision, recall, f1, support = precision_recall_fscore_support(Y_TRUE, Y_PRED)
    classes = table.loc[["ant", "bee", "cat"]]
    np.testing.assert_allclose(classes["precision"], precision)
    np.testing.assert_allclose(classes["recall"], recall)
    np.testing.assert_allclose(classes["f1"], f1)
    assert classes["examples"].tolist() == support.tolist()
    assert table.loc["mean", "recall"] == pytest.approx(recall.mean())
    assert table.loc["mean", "examples"] == 7


def test_a_class_that_was_never_predicted_has_no_precision(capfd):
    found = evaluate(nn.Identity(), [(logits_for([0, 0]), torch.tensor([0, 1]))])
    table = found.report()
    assert np.isnan(table.loc["1", "precision"])
    assert table.loc["mean", "precision"] == 0.5
    assert capfd.readouterr().err == ""


def test_the_most_confused_pairs_come_first(evaluation):
    table = evaluation.most_confused()
    assert table.iloc[0].to_dict() == {
        "true": "ant", "predicted": "bee", "count": 2, "share": pytest.approx(2 / 3)
    }  # fmt: skip
    assert len(table) == 3
    assert len(evaluation.most_confused(1)) == 1


def test_nothing_confused_is_an_empty_table():
    found = evaluate(nn.Identity(), [(logits_for([0, 1, 2]), torch.tensor([0, 1, 2]))])
    assert len(found.most_confused()) == 0


def test_the_loss_is_a_mean_over_samples_with_a_ragged_last_batch(blobs):
    torch.manual_seed(0)
    model = nn.Linear(4, 2)
    x, y = (torch.cat(parts) for parts in zip(*blobs, strict=True))
    expected = nn.functional.cross_entropy(model(x), y).item()
    assert evaluate(model, blobs).loss == pytest.approx(expected, rel=1e-5)


class Count(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 2)
        self.calls = []

    def forward(self, x):
        self.calls.append((self.training, torch.is_grad_enabled()))
        return self.layer(x)


def test_there_is_one_pass_in_eval_mode_and_the_mode_comes_back(blobs):
    model = Count()
    found = evaluate(model, blobs)
    _ = found.accuracy, found.loss, found.confusion, found.report(), found.most_confused()
    assert model.calls == [(False, False)] * len(blobs)
    assert model.training
    evaluate(model.eval(), blobs)
    assert not model.training


def test_a_shuffling_loader_is_read_in_the_order_of_its_images():
    images = torch.zeros(30, 1, 1, 1)
    loader = TensorLoader(images, torch.arange(30) % 3, shuffle=True, batch_size=4)
    model = nn.Sequential(nn.Flatten(), nn.Linear(1, 3))
    assert evaluate(model, loader).y_true.tolist() == [n % 3 for n in range(30)]
    assert loader.epoch == 0


def test_class_names_come_through_a_subset():
    data = TensorDataset(torch.zeros(4, 2), torch.tensor([0, 1, 0, 1]))
    data.classes = ["cat", "dog"]
    found = evaluate(nn.Linear(2, 2), DataLoader(Subset(data, [1, 2]), batch_size=2))
    assert found.class_names == ("cat", "dog")


def test_a_class_that_does_not_occur_keeps_its_row():
    found = evaluate(nn.Identity(), [(logits_for([0, 0]), torch.tensor([0, 0]))])
    assert found.confusion.tolist() == [[2, 0, 0], [0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    ("data", "settings", "message"),
    [
        ([(torch.zeros(2, 3), torch.tensor([0, 3]))], {}, "labels run from 0 to 3"),
        ([(torch.zeros(2, 3), torch.tensor([0, 1]))], {"class_names": ["a"]}, "1 class names"),
        ([], {}, "data gave no batches"),
    ],
)
def test_what_does_not_fit_is_told(data, settings, message):
    with pytest.raises(ValueError, match=message):
        evaluate(nn.Identity(), data, **settings)


def test_targets_that_are_no_labels_are_told():
    with pytest.raises(ValueError, match="expected logits"):
        evaluate(nn.Identity(), [(torch.zeros(2, 3), torch.zeros(2, 3))], loss=nn.MSELoss())
    with pytest.raises(TypeError, match="model is type"):
        evaluate(nn.Identity, [])
