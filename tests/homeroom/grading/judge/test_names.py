"""Which names does a cell read, and which cells does a test need for that?"""

import pytest

from homeroom.grading.judge.names import Given, needs_of, used_names

READS = {
    "def f(x, y=a):\n    z = x + b\n    return [z * i for i in c]": {"a", "b", "c"},
    "def f():\n    global n\n    n = m\n    return n": {"m", "n"},
    "def f():\n    def g():\n        return x + y\n    x = 1\n    return g": {"y"},
    "class A(B):\n    size = size\n    def get(self):\n        return self.size + more": {
        "B",
        "size",
        "more",
    },
    "lambda x: x + y": {"y"},
    "@decorate\ndef f(x: Kind) -> None: ...": {"decorate", "Kind"},
    "del gone": {"gone"},
    "print(f'{value:{width}}')": {"value", "width"},
    "try:\n    go()\nexcept Odd as error:\n    print(error)": {"go", "Odd", "error"},
    "%matplotlib inline\nx": {"x"},
    "def f():\n    x = 1\n    global x": set(),  # cannot be run
    "no python at all": set(),
}


@pytest.mark.parametrize("source", READS)
def test_are_the_names_found_that_a_cell_reads(source):
    assert used_names(source) == READS[source]


def test_is_a_given_cell_left_alone_whose_names_a_test_only_uses_as_its_own():
    cells = [
        Given("imports", "import numpy as np", trusted=True),
        Given("step", "def step(x): ...", trusted=False),
        Given("check", "x = np.ones(3)\nloss = step(x)", trusted=True),
    ]
    own = "def watch(x):\n    loss = step(x)\n    return loss\nassert watch(np.zeros(2)) == 0"
    needs = needs_of(own, cells)
    assert [cell.name for cell in needs.run] == ["imports"]
    assert needs.ask == {"step"}
    needs = needs_of("assert loss == 0", cells)
    assert [cell.name for cell in needs.run] == ["imports", "check"]
    assert needs.with_answers == {"check"}
