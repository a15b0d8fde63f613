import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from helpers import testing

HINT = "The author's sentence."


class Liar:
    """Agrees with everything it is asked."""

    shape = ()
    dtype = torch.float32

    def __eq__(self, other):
        return True

    def __bool__(self):
        return True

    def __float__(self):
        return 1.0

    def __array__(self, *_, **__):
        return np.array(1.0)

    def __len__(self):
        return 1

    def __getitem__(self, _):
        return 1.0

    __hash__ = None
    __class__ = torch.Tensor  # isinstance() believes this


class Float(float):
    def __eq__(self, other):
        return True

    __hash__ = None


class Tensor(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return torch.tensor(1.0)


class Array(np.ndarray):
    def __array_ufunc__(self, *_, **__):
        return True


class List(list):
    def __iter__(self):
        return iter([1.0])


DISHONEST = [
    Liar(),
    Float(1.0),
    torch.zeros(()).as_subclass(Tensor),
    np.zeros(()).view(Array),
    List([2.0]),
    [Float(1.0)],
    np.array(Liar(), dtype=object),
    np.ma.masked_array([1.0], mask=[True]),
    np.array("1.0"),
    1 + 0j,
    np.array(1j),
    torch.tensor(1j),
    torch.zeros(2).to_sparse(),
    torch.zeros(1, device="meta"),
    None,
    "1.0",
    {1.0},
    (n for n in [1.0]),
]
CHECKS = [
    lambda found: testing.check_close(found, 1.0, HINT, atol=1e9),
    lambda found: testing.check_shape(found, (), HINT),
    lambda found: testing.check_finite(found, HINT),
    lambda found: testing.check_equal(found, 1.0, HINT),
    lambda found: testing.check_module(found, HINT),
]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("found", DISHONEST, ids=lambda found: type(found).__name__)
def test_no_dishonest_object_passes(check, found):
    with pytest.raises(AssertionError) as caught:
        check(found)
    assert str(caught.value).startswith(HINT)


@pytest.mark.parametrize(
    "found",
    [0.5, np.float32(0.5), np.float64(0.5), np.array(0.5), torch.tensor(0.5), np.float16(0.5),
     torch.tensor(0.5, requires_grad=True), torch.tensor(0.5, dtype=torch.bfloat16),
     nn.Parameter(torch.tensor(0.5))],
    ids=repr,
)  # fmt: skip
def test_a_number_may_come_in_any_honest_type(found):
    testing.check_close(found, 0.5, HINT)
    testing.check_shape(found, (), HINT)
    testing.check_finite(found, HINT)


@pytest.mark.parametrize(
    "found", [[1, 2.0], (1, 2), np.array([1, 2], np.int8), torch.tensor([1.0, 2.0]),
              [torch.tensor(1.0), 2]]
)  # fmt: skip
def test_a_vector_may_come_in_any_honest_type(found):
    testing.check_close(found, np.array([1.0, 2.0]), HINT)


finite = st.floats(allow_nan=False, allow_infinity=False, width=32)


@given(found=finite, expected=finite, atol=st.floats(0, 10), rtol=st.floats(0, 1))
def test_tolerances_are_those_of_numpy(found, expected, atol, rtol):
    def passes():
        try:
            testing.check_close(found, expected, HINT, atol=atol, rtol=rtol)
        except AssertionError:
            return False
        return True

    assert passes() == bool(np.isclose(found, expected, atol=atol, rtol=rtol))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (math.nan, 1.0),
        (math.inf, 1.0),
        (1.0, math.inf),
        (-math.inf, math.inf),
        ([1.0], 1.0),
        ([1.0, 2.0], [[1.0, 2.0]]),
        ([], [1.0]),
        ([[1.0], [1.0, 2.0]], [1.0]),
        (10**400, 1.0),
    ],
)
def test_what_is_not_close(found, expected):
    with pytest.raises(AssertionError, match=f"^{HINT}"):
        testing.check_close(found, expected, HINT, rtol=1e3, atol=1e3)


def test_infinities_match_themselves():
    testing.check_close([math.inf, -math.inf, math.nan], [math.inf, -math.inf, math.nan], HINT)


def test_the_worst_place_is_named_after_the_hint():
    with pytest.raises(AssertionError) as caught:
        testing.check_close([[1.0, 2.0], [3.0, 9.0]], [[1.0, 2.5], [3.0, 4.0]], HINT)
    assert str(caught.value) == f"{HINT} — found 9.0, expected 4.0 at [1, 1] (2 of 4 differ)"


def test_what_was_given_is_not_changed():
    found = np.array([1.0, 2.0])
    copy = testing.as_array(found, HINT)
    copy[0] = 7
    assert found[0] == 1.0


@pytest.mark.parametrize(
    ("found", "expected", "same"),
    [
        ([1, (2, "a")], (1, [2, "a"]), True),
        (2, 2.0, True),
        (True, 1, False),
        ({"a": [1]}, {"a": (1,)}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1, 2], [2, 1], False),
        ("a", "b", False),
        (None, None, True),
        ([1], 1, False),
    ],
)
def test_plain_values_are_the_same_or_not(found, expected, same):
    if same:
        testing.check_equal(found, expected, HINT)
    else:
        with pytest.raises(AssertionError, match=f"^{HINT} — found"):
            testing.check_equal(found, expected, HINT)
