"""Does each operator make the slips it is named after, and only inside the solution?"""

import ast

import pytest

from homeroom.audit.classic import CLASSIC
from homeroom.audit.deep import DEEP
from homeroom.audit.mutants import mutants_of


def cell(*lines, head="def make_thing(x, w1, w2, y):"):
    """An answer cell with these lines as its solution."""
    body = ["### BEGIN SOLUTION", *lines, "### END SOLUTION"]
    return "\n".join([head, *(f"    {line}" for line in body)])


def lines_made(source, operator):
    return {m.becomes for m in mutants_of("q", source) if m.operator == operator}


TRAIN = (
    "for x in w1:",
    "    optimizer.zero_grad()",
    "    loss.backward()",
    "    optimizer.step()",
)

SLIPS = [
    ("other arithmetic", ["return x + y"], "return x - y"),
    ("operand dropped", ["return x * y"], "return x"),
    ("sign flipped", ["return x * y"], "return -(x * y)"),
    ("other comparison", ["return x < y"], "return x <= y"),
    ("and for or", ["return x and y"], "return x or y"),
    ("condition fixed", ["return 1 if x else 2"], "return 1 if True else 2"),
    ("other constant", ["return x[3]"], "return x[4]"),
    ("results reordered", ["return x, y"], "return y, x"),
    ("statement deleted", ["x.clear()", "return x"], "pass"),
    ("other assignment", ["x += y", "return x"], "x = y"),
    ("loop cut short", ["for a in x:", "    y(a)"], "for a in list(x)[1:]:"),
    ("call left out", ["return y(x)"], "return x"),
    ("argument dropped", ["return y(x, bias=w1)"], "return y(x)"),
    ("arguments swapped", ["return y(x, 3)"], "return y(3, x)"),
    ("slice dropped", ["return x[:-1]"], "return x"),
    ("neighbouring name", ["return w1 + w2 * x"], "return w2 + w2 * x"),
    ("returns nothing", ["return x"], "return None"),
    ("other axis", ["return x.sum(axis=0)"], "return x.sum(axis=1)"),
    ("other function", ["return x.mean()"], "return x.sum()"),
    ("other function", ["model.train()"], "model.eval()"),
    ("average lost", ["return w1 / len(x)"], "return w1"),
    ("other reduction", ["return nn.MSELoss()"], 'return nn.MSELoss(reduction="sum")'),
    ("transposed", ["return x @ y"], "return x @ (y).T"),
    ("transposed", ["return x.T"], "return x"),
    ("graph kept", ["return x.detach()"], "return x"),
    ("graph kept", ["with torch.no_grad():", "    y(x)"], "with torch.enable_grad():"),
    ("layer changed", ["return nn.Linear(3, 4)"], "return nn.Linear(3, 4, bias=False)"),
    ("layer changed", ["return nn.Conv2d(3, 4, 5)"], "return nn.Conv2d(3, 4, 5, stride=2)"),
    (
        "parameters frozen",
        ["return nn.Linear(3, 4)"],
        "return nn.Linear(3, 4).requires_grad_(False)",
    ),
    ("parameters frozen", ["return Adam(x.parameters())"], "return Adam(list(x.parameters())[1:])"),
    ("aliased", ["x = x + y", "return x"], "x += y"),
    ("aliased", ["w1 = x - y", "return w1"], "x -= y w1 = x"),
    ("labels shifted", ["return y(x).argmax(dim=1)"], "return (y(x).argmax(dim=1) + 1)"),
    (
        "shared between calls",
        ["return nn.Flatten()"],
        'return globals().setdefault("_made_make_thing", nn.Flatten())',
    ),
    (
        "activation at the end",
        ["return nn.Sequential(nn.ReLU(), nn.Linear(3, 4))"],
        "return nn.Sequential(nn.ReLU(), nn.Linear(3, 4), nn.Softmax(dim=1))",
    ),
    (
        "layer dropped or reordered",
        ["return nn.Sequential(nn.Linear(3, 4), nn.ReLU())"],
        "return nn.Sequential(nn.ReLU(), nn.Linear(3, 4))",
    ),
    (
        "layer dropped or reordered",
        ["return nn.Sequential(nn.Linear(3, 4), nn.ReLU())"],
        "return nn.Sequential(nn.Linear(3, 4), nn.Identity())",
    ),
]


@pytest.mark.parametrize(("operator", "lines", "becomes"), SLIPS)
def test_does_an_operator_make_its_slip(operator, lines, becomes):
    assert becomes in lines_made(cell(*lines), operator)


@pytest.mark.parametrize("lost", ["zero_grad", "backward", "step"])
def test_is_each_step_of_training_dropped(lost):
    made = [m.source for m in mutants_of("q", cell(*TRAIN)) if m.operator.startswith("step")]
    assert any(f".{lost}()" not in source for source in made)


def test_are_gradients_cleared_after_they_have_been_computed():
    made = [m.source for m in mutants_of("q", cell(*TRAIN)) if m.operator.startswith("step")]
    assert any(-1 < s.find("backward") < s.find("zero_grad") < s.find(".step") for s in made)


def test_are_gradients_cleared_once_before_the_loop():
    (made,) = [
        m.source for m in mutants_of("q", cell(*TRAIN)) if m.operator == "gradients cleared once"
    ]
    assert made.index("zero_grad") < made.index("for x") and made.count("zero_grad") == 1


def test_does_a_stale_cache_stay_from_the_first_call():
    source = cell("return x * 2, x", head="def scale_forward(x):")
    (made,) = [m for m in mutants_of("q", source) if m.operator == "stale cache"]
    names = {}
    exec(made.source, names)
    assert [names["scale_forward"](x) for x in (1, 5)] == [(2, 1), (10, 1)]


def test_is_only_the_solution_changed():
    source = "\n".join(
        ["def f(x):", '    """Add 7."""', "    ### BEGIN SOLUTION", "    x = x + 1"]
        + ["    ### END SOLUTION", "    return x + 5"]
    )
    made = mutants_of("f", source)
    assert made and all("Add 7." in m.source and "return x + 5" in m.source for m in made)


def test_is_text_that_stands_by_itself_left_alone():
    source = cell("'''What it does.'''", "return x")
    assert all("What it does." in m.source for m in mutants_of("q", source))


def test_are_all_mutants_different_programs():
    source = cell(*TRAIN, "return x.sum(axis=0) / len(x), -(w1 @ w2)")
    trees = [ast.dump(ast.parse(m.source)) for m in mutants_of("q", source)]
    assert len(trees) == len(set(trees)) > 20
    assert ast.dump(ast.parse(source)) not in trees


def test_does_a_diff_show_the_change_without_the_delimiters():
    mutant = mutants_of("q", cell("return x + y"))[0]
    assert f"+    {mutant.becomes}" in mutant.diff and f"-    {mutant.line}" in mutant.diff
    assert "SOLUTION" not in mutant.diff


def test_are_columns_counted_in_bytes():
    assert 'return "äöü", x - 1' in lines_made(cell('return "äöü", x + 1'), "other arithmetic")


def test_does_every_operator_have_a_name_of_its_own():
    assert not set(CLASSIC) & set(DEEP)
