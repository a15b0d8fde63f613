import pytest
import torch

from helpers.rows import Rows


@pytest.mark.parametrize("sizes", [[1], [3, 1], [1023, 1, 1], [700] * 5, [5000, 2]])
def test_rows_come_out_as_they_went_in(sizes):
    whole = torch.randn(sum(sizes), 3)
    rows = Rows("the model", torch.float32)
    for part in whole.split(sizes):
        rows.add(part)
    assert torch.equal(rows.all, whole)


def test_rows_are_copies():
    part = torch.zeros(2, 3)
    rows = Rows("the model")
    rows.add(part)
    part += 1
    assert rows.all.sum() == 0


@pytest.mark.parametrize("kind", [torch.int64, torch.float64, torch.bool])
def test_without_a_type_they_keep_their_own(kind):
    rows = Rows("the data")
    rows.add(torch.zeros(2, dtype=kind))
    assert rows.all.dtype == kind


def test_half_precision_comes_out_in_full():
    rows = Rows("the model", torch.float32)
    rows.add(torch.full((2, 1), 1.5, dtype=torch.bfloat16))
    assert rows.all.tolist() == [[1.5], [1.5]]


def test_rows_of_another_shape_are_told():
    rows = Rows("the model")
    rows.add(torch.zeros(2, 3))
    with pytest.raises(ValueError, match=r"the model gave rows of different shapes, \(3,\) and"):
        rows.add(torch.zeros(2, 4))


def test_few_places_are_asked_for(monkeypatch):
    asked = []
    empty = torch.empty
    monkeypatch.setattr(torch, "empty", lambda *a, **k: asked.append(a) or empty(*a, **k))
    rows = Rows("the model", torch.float32)
    for _ in range(500):
        rows.add(torch.zeros(20, 10))
    assert len(asked) <= 6
