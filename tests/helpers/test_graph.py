"""Computational graphs: read, arranged and drawn."""

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import plots
from helpers.plots.graph import read_steps
from helpers.plots.layers import arrange

SOFTMAX = """
    # two classes
    e1 = exp(s1)
    e2 = exp(s2)
    d = e1 + e2
    p1 = e1 / d
    p2 = e2 / d
    p = choose(p1, p2, y)
    L = -log(p)
"""


def labels(nodes, kind):
    return [node.label for node in nodes if node.kind == kind]


def test_are_inputs_operators_and_names_told_apart():
    nodes, edges = read_steps(SOFTMAX)
    assert labels(nodes, "input") == ["s1", "s2", "y"]
    assert labels(nodes, "operator") == ["exp", "exp", "+", "÷", "÷", "choose", "log", "−"]
    assert labels(nodes, "name") == ["e1", "e2", "d", "p1", "p2", "p", "L"]
    at = {node.label: place for place, node in enumerate(nodes) if node.kind == "name"}
    uses = [nodes[end].label for start, end in edges if start == at["e1"]]
    assert uses == ["+", "÷"]


def test_does_a_power_show_its_exponent_and_a_constant_stands_for_itself():
    nodes, _ = read_steps("y = 2 * x ** 3 + np.tanh(x @ w)")
    assert labels(nodes, "operator") == ["( )$^{3}$", "×", "@", "tanh", "+"]
    assert labels(nodes, "constant") == ["2"]
    assert labels(nodes, "input") == ["x", "w"]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("", "no step was given"),
        ("a + b", "gives no name a value"),
        ("a, b = c", "gives no name a value"),
        ("a = b = c + 1", "gives no name a value"),
        ("a = = b", "cannot read 'a = = b'"),
        ("a = b", "works nothing out"),
        ("a = 3", "works nothing out"),
        ("a = b + c\na = b * c", "gives a a second value"),
        ("b = a + 1\na = 2 * b", "gives a a second value"),
        ("a = b[0] + c", r"cannot draw 'b\[0\]'"),
        ("a = b if c else d", "expected names, numbers, operators"),
        ("a = b << c", "cannot draw 'b << c'"),
    ],
)
def test_is_a_line_that_cannot_be_drawn_told(steps, message):
    with pytest.raises(ValueError, match=message):
        plots.computation_graph(steps)


@pytest.mark.parametrize("which", ["values", "gradients"])
def test_is_a_number_without_a_name_told(which):
    with pytest.raises(ValueError, match="was given for q; expected one of a, b, c"):
        plots.computation_graph("c = a + b", **{which: {"q": 1.0}})


def test_do_values_stand_above_and_gradients_below():
    figure = plots.computation_graph("c = a * b", values={"a": 2}, gradients={"a": -3.25})
    frame = figure.axes[0]
    numbers = {t.get_text(): t for t in frame.texts if t.get_text() in ("2", "-3.25")}
    assert numbers["2"].xyann[1] > 0 > numbers["-3.25"].xyann[1]
    assert numbers["2"].get_color() != numbers["-3.25"].get_color()


def test_is_a_graph_drawn_into_given_axes():
    figure, frame = plt.subplots()
    assert plots.computation_graph(SOFTMAX, ax=frame) is figure
    plt.close(figure)


def crossings(layout):
    """How often straight pieces of arrows between the same columns cross."""
    pieces = [
        (one[0], one[1], other[1])
        for route in layout.routes
        for one, other in zip(route, route[1:], strict=False)
    ]
    return sum(
        a[0] == b[0] and (a[1] - b[1]) * (a[2] - b[2]) < 0
        for n, a in enumerate(pieces)
        for b in pieces[:n]
    )


def test_does_no_arrow_of_the_softmax_graph_cross_another():
    nodes, edges = read_steps(SOFTMAX)
    layout = arrange(len(nodes), edges)
    assert crossings(layout) == 0
    assert layout.columns == 12


@given(
    st.integers(2, 14).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.sets(
                st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(
                    lambda pair: pair[0] < pair[1]
                ),
                min_size=1,
                max_size=25,
            ),
        )
    )
)
def test_do_arrows_point_right_and_nothing_lies_on_anything(graph):
    count, edges = graph
    layout = arrange(count, sorted(edges))
    for (start, end), route in zip(sorted(edges), layout.routes, strict=True):
        assert (route[0], route[-1]) == (layout.places[start], layout.places[end])
        assert [place[0] for place in route] == list(range(route[0][0], route[-1][0] + 1))
    between = [place for route in layout.routes for place in route[1:-1]]
    everything = [*layout.places, *between]
    for n, (x, y) in enumerate(everything):
        for other_x, other_y in everything[:n]:
            assert x != other_x or abs(y - other_y) > 1 - 1e-9
