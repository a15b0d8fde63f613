"""Does a probe hand over copies of plain values, and nothing else?"""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from helpers.testing import plain, probe

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=20,
)


@given(PLAIN)
def test_does_a_plain_value_come_out_as_it_went_in(value):
    assert probe(lambda given: given, value) == value


def test_are_arguments_and_results_copies():
    array, tensor, kept = np.zeros(3), torch.zeros(3), []

    def change(array, tensor):
        array += 1
        tensor += 1
        kept.extend([array, tensor])
        return array, tensor

    out = probe(change, array, tensor=tensor)
    assert not array.any() and not tensor.any()
    assert out[0].tolist() == out[1].tolist() == [1, 1, 1]
    assert out[0] is not kept[0] and out[1] is not kept[1]


def test_is_a_parameter_handed_over_as_a_plain_tensor():
    found = plain({"w": nn.Linear(2, 1).weight}, "Plain values only.")["w"]
    assert type(found) is torch.Tensor
    assert not found.requires_grad


class Sly(dict):
    pass


class SlyArray(np.ndarray):
    pass


@pytest.mark.parametrize(
    "value",
    [
        object(),
        nn.Linear(1, 1),
        len,
        {1, 2},
        Sly(),
        np.zeros(1).view(SlyArray),
        np.array([object()]),
        np.array(["a"]),
        [{"deep": (len,)}],
    ],
    ids=lambda value: type(value).__name__,
)
def test_is_anything_else_refused_with_the_authors_sentence(value):
    with pytest.raises(AssertionError, match=r"^A probe reports plain values — found "):
        probe(lambda: value)
    with pytest.raises(AssertionError, match=r"^A probe takes plain values — found "):
        probe(lambda given: None, value)


def test_does_an_endless_nest_end_in_a_message():
    nest: list = []
    nest.append(nest)
    with pytest.raises(AssertionError, match="nested more than 20"):
        probe(lambda: nest)
