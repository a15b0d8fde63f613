"""The homework that is attacked: small, quick, and with a test of every sort."""

from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from homeroom.notebooks import write_notebook

NAME = "attacked"

PLAIN = {
    "mean": (
        "mean = {}sum([2, 3, 5, 10]) / 4{}",
        1,
        """import statistics
assert abs(mean - 5.0) < 1e-9, "The mean is another one"
### BEGIN HIDDEN TESTS
# secret-of-the-hidden test of the mean
assert abs(statistics.fmean([mean, 7.0]) - 6.0) < 1e-9, "The mean should be a number"
### END HIDDEN TESTS""",
    ),
    "double": (
        "def double(x):\n    {}return 2 * x{}",
        2,
        """began = time.perf_counter()
assert double(2) == 4, "Twice 2 is 4"
assert time.perf_counter() - began < 1, "It should be quicker"
### BEGIN HIDDEN TESTS
# secret-of-the-hidden test of doubling
for number in (17, 4711, -3):
    assert double(number) == 2 * number, "Larger numbers can be doubled too"
### END HIDDEN TESTS""",
    ),
    "centre": (
        "def centre(values):\n    {}return values - values.mean(){}",
        2,
        """assert len(centre(np.array([1.0, 2.0, 6.0]))) == 3, "There are as many as before"
### BEGIN HIDDEN TESTS
# secret-of-the-hidden test of centring
drawn = np.random.rand(6)
np.testing.assert_allclose(centre(drawn.copy()), drawn - drawn.mean())
### END HIDDEN TESTS""",
    ),
    "longest": (
        "def longest(words):\n    {}return max(words, key=len){}",
        2,
        """expected = {("a", "bbb", "cc"): "bbb"}
### BEGIN HIDDEN TESTS
# secret-of-the-hidden test of words
expected |= {("house",): "house", ("x", "yy"): "yy"}
### END HIDDEN TESTS
right = [longest(list(words)) == word for words, word in expected.items()]
2 * sum(right) / len(right)""",
    ),
    "shares": (
        "def shares(count):\n    {}return [1 / count] * count{}",
        2,
        "2 * sum(shares(4))",
    ),
}

NET = {
    "scale": (
        "def scale(x):\n    {}return 3 * x{}",
        2,
        """x = torch.rand(3, 4)
found = scale(x)
### BEGIN HIDDEN TESTS
# secret-of-the-hidden test of scaling
torch.testing.assert_close(found, 3 * x)
x = torch.rand(3, 4)
assert (scale(x) - 3 * x).abs().max() < 1e-6, "Every number should be three times as large"
### END HIDDEN TESTS""",
    ),
    "make_layer": (
        "def make_layer():\n    {}return nn.Linear(4, 3){}",
        2,
        """layer = make_layer()
testing.check_shape(layer(torch.zeros(2, 4)), (2, 3), "Three numbers each")
### BEGIN HIDDEN TESTS
# secret-of-the-hidden test of the layer
assert sum(p.numel() for p in layer.parameters()) == 15, "Weights and a bias"
x, wanted = torch.rand(8, 4), torch.rand(8, 3)
before = (layer(x) - wanted).square().mean()
before.backward()
with torch.no_grad():
    for parameter in layer.parameters():
        parameter -= 0.1 * parameter.grad
assert (layer(x) - wanted).square().mean() < before, "A step should make it better"
### END HIDDEN TESTS""",
    ),
    "make_optimizer": (
        "def make_optimizer(parameters):\n    {}return torch.optim.SGD(parameters, lr=0.25){}",
        2,
        """def step(start):
    parameter = nn.Parameter(torch.tensor(start))
    optimizer = make_optimizer([parameter])
    parameter.grad = torch.tensor(1.0)
    optimizer.step()
    return parameter.item()

### BEGIN HIDDEN TESTS
# secret-of-the-hidden test of the optimizer
assert abs(testing.probe(step, 1.0) - 0.75) < 1e-6, "The step has another length"
### END HIDDEN TESTS""",
    ),
}

IMPORTS = {
    "plain": "import time\n\nimport numpy as np",
    "net": "import torch\nfrom torch import nn\n\nfrom helpers import testing",
}
QUESTIONS = {"plain": PLAIN, "net": NET}


def notebook_of(question: str) -> str:
    """The notebook that asks a question."""
    return next(name for name, asked in QUESTIONS.items() if question in asked)


def answers_of(notebook: str) -> dict[str, str]:
    """The right answers to all questions of a notebook."""
    return {name: text.format("", "") for name, (text, _, _) in QUESTIONS[notebook].items()}


def full_points(notebook: str) -> dict[str, float]:
    """Points of all tests of a notebook."""
    return {f"{name}_test": float(points) for name, (_, points, _) in QUESTIONS[notebook].items()}


def write_homework(folder: Path) -> None:
    """Write the instructor's notebooks into ``source/attacked``."""
    folder.mkdir(parents=True)
    for name in QUESTIONS:
        write_notebook(_source(name), folder / f"{name}.ipynb")


def _source(name: str):
    begin, end = "### BEGIN SOLUTION\n    ", "\n    ### END SOLUTION"
    cells = [
        new_markdown_cell("# To be attacked", id="title"),
        new_code_cell(IMPORTS[name], id="imports", metadata=_meta("imports", locked=True)),
    ]
    for question, (answer, points, test) in QUESTIONS[name].items():
        if "\n" in answer:
            source = answer.format(begin, end)
        else:
            source = "### BEGIN SOLUTION\n" + answer.format("", "") + "\n### END SOLUTION"
        cells += [
            new_code_cell(source, id=question, metadata=_meta(question, solution=True)),
            new_code_cell(
                test,
                id=f"{question}-test",
                metadata=_meta(f"{question}_test", grade=True, locked=True, points=points),
            ),
        ]
    if name == "plain":
        mark = {"grade": True, "solution": True, "points": 2}
        cells += [
            new_code_cell(
                "### BEGIN SOLUTION\n# secret-of-the-solution\nprint(mean)\n### END SOLUTION",
                id="explore",
                metadata=_meta("explore", **mark),
            ),
            new_markdown_cell("Because.", id="why", metadata=_meta("why", **mark)),
        ]
    nb = new_notebook(cells=cells)
    nb.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
    }
    return nb


def _meta(name: str, **more) -> dict:
    kinds = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {**kinds, "grade_id": name, "schema_version": 3, **more}}
