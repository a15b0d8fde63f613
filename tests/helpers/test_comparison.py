import numpy as np
import pytest
from scipy.stats import binomtest

from helpers import compare
from helpers.comparison import mcnemar
from helpers.evaluated import Evaluation

TRUE = np.arange(100) % 4
NAMES = ("ant", "bee", "cat", "dog")


def evaluation(wrong, true=TRUE, names=NAMES):
    predicted = true.copy()
    predicted[wrong] = (predicted[wrong] + 1) % 4
    logits = 3 * np.eye(4, dtype=np.float32)[predicted]
    return Evaluation(logits, true, 0.5, names, lambda places: np.zeros((len(places), 4, 4)))


@pytest.mark.parametrize(("b", "c"), [(0, 0), (3, 9), (40, 12), (700, 640)])
def test_mcnemar_is_the_exact_binomial_test(b, c):
    expected = binomtest(b, b + c).pvalue if b + c else 1.0
    assert mcnemar(b, c) == pytest.approx(expected)


def test_difference_and_the_examples_behind_it():
    found = compare(evaluation(np.arange(30)), evaluation(np.arange(20, 35)), ("old", "new"))
    assert found.difference == pytest.approx(0.15)
    assert found.only_first.tolist() == list(range(30, 35))
    assert found.only_second.tolist() == list(range(20))
    low, high = found.interval()
    assert 0 < low < 0.15 < high < 0.3
    assert found.p_value == pytest.approx(mcnemar(5, 20))
    assert "old 70.00%, new 85.00%" in repr(found)


def test_the_table_per_class_adds_up():
    found = compare(evaluation(np.arange(0, 40, 4)), evaluation([1]), ("old", "new"))
    table = found.per_class()
    assert table.loc["ant", "old"] == pytest.approx(15 / 25)
    assert table.loc["ant", "only new"] == 10
    assert table.loc["bee", "only old"] == 1
    assert table["examples"].tolist() == [25] * 4
    assert (table["new"] - table["old"]).tolist() == table["difference"].tolist()


def test_examples_show_what_the_wrong_one_predicted():
    found = compare(evaluation([5, 6]), evaluation([6, 7]))
    cases = found.examples("second")
    assert cases.positions.tolist() == [5]
    assert cases.y_pred.tolist() == [2]
    assert found.examples("first").positions.tolist() == [7]
    with pytest.raises(ValueError, match="right is 'both'"):
        found.examples("both")


def test_nothing_different_is_no_difference():
    found = compare(evaluation([1]), evaluation([1]))
    assert (found.difference, found.p_value, found.interval()) == (0, 1.0, (0, 0))


@pytest.mark.parametrize(
    ("other", "names", "message"),
    [
        (evaluation([1], TRUE[::-1].copy()), ("a", "b"), "true labels differ at 100 of 100"),
        (evaluation([1], TRUE[:50]), ("a", "b"), "of 100 and 50 examples"),
        (evaluation([1], names=tuple("abcd")), ("a", "b"), "expected the same"),
        (evaluation([1]), ("a", "a"), "expected two different"),
    ],
)
def test_what_cannot_be_compared_is_told(other, names, message):
    with pytest.raises(ValueError, match=message):
        compare(evaluation([0]), other, names)
