import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from helpers.sums import Sums, value

CPU = torch.device("cpu")


@given(
    sizes=st.lists(st.integers(1, 9), min_size=1, max_size=8),
    reduction=st.sampled_from(["mean", "sum"]),
)
def test_means_do_not_depend_on_how_examples_are_cut_into_batches(sizes, reduction):
    generator = torch.Generator().manual_seed(sum(sizes))
    out = torch.randn(sum(sizes), 3, generator=generator)
    y = torch.randint(0, 3, (sum(sizes),), generator=generator)
    loss = nn.CrossEntropyLoss(reduction=reduction)
    sums = Sums(loss, CPU)
    for o, t in zip(out.split(sizes), y.split(sizes), strict=True):
        sums.add(value(loss, o, t, look=True), o, t)
    whole = nn.functional.cross_entropy(out, y).item()
    assert sums.means()["loss"] == pytest.approx(whole, rel=1e-5)
    assert sums.means()["accuracy"] == (out.argmax(1) == y).double().mean().item()


def test_without_labels_there_is_no_accuracy():
    sums = Sums(nn.MSELoss(), CPU)
    sums.add(torch.tensor(1.0), torch.zeros(2, 3), torch.zeros(2, 3))
    assert sums.means()["accuracy"] != sums.means()["accuracy"]


def test_a_loss_per_example_is_refused():
    with pytest.raises(ValueError, match=r"gave \(2,\); expected a tensor with one number"):
        value(nn.CrossEntropyLoss(reduction="none"), torch.zeros(2, 3), torch.tensor([0, 1]), True)


def test_labels_to_be_ignored_are_no_error():
    found = value(nn.CrossEntropyLoss(), torch.zeros(2, 3), torch.tensor([-100, 1]), look=True)
    assert found.item() == pytest.approx(1.0986, abs=1e-4)
