"""Is a library found however an answer comes by it, and only then?"""

import functools
import textwrap

import numpy as np
import pytest
import torch

from helpers.testing import libraries_reached


def notebook(source: str) -> dict:
    """The names of a notebook with these cells; torch is loaded in this process anyway."""
    names = {"__name__": "__main__"}
    exec(textwrap.dedent(source), names)
    return names


HIDDEN_WAYS = {
    "import inside the function": """
        def answer(x):
            from torch.nn import functional as F
            return F.relu(x)
        """,
    "global name": """
        import torch as t
        def answer(x):
            return t.relu(x)
        """,
    "imported function": """
        from torch import relu
        def answer(x):
            return relu(x)
        """,
    "function imported from a library's Python file": """
        from torch.nn.functional import relu
        def answer(x):
            return relu(x)
        """,
    "instance": """
        from torch import nn
        layer = nn.ReLU()
        def answer(x):
            return layer(x)
        """,
    "an object that can be called": """
        import torch
        class Answer:
            def __call__(self, x):
                return torch.relu(x)
        answer = Answer()
        """,
    "an object used inside": """
        from torch.nn import functional
        class Tools:
            __slots__ = ()
            def relu(self, x):
                return functional.relu(x)
        tools = Tools()
        def answer(x):
            return tools.relu(x)
        """,
    "run among names of its own": """
        names = {"__name__": "nowhere"}
        exec("import torch\\ndef answer(x): return torch.relu(x)", names)
        answer = names["answer"]
        """,
    "in a list": """
        import torch
        tools = [{"relu": torch.relu}]
        def answer(x):
            return tools[0]["relu"](x)
        """,
    "helper function": """
        import torch
        def work(x):
            return torch.relu(x)
        def answer(x):
            return work(x)
        """,
    "closure": """
        def make():
            import torch
            def answer(x):
                return torch.relu(x)
            return answer
        answer = make()
        """,
    "default value": """
        import torch
        def answer(x, relu=torch.relu):
            return relu(x)
        """,
    "nested function": """
        import torch
        def answer(x):
            def inner():
                return torch.relu(x)
            return [inner() for _ in range(1)][0]
        """,
    "lambda": """
        import torch
        answer = lambda x: torch.relu(x)
        """,
    "partial": """
        import functools, torch
        answer = functools.partial(torch.add, 1)
        """,
    "wrapper object": """
        import numpy as np, torch
        answer = np.vectorize(lambda x: float(torch.relu(torch.tensor(x))))
        """,
    "decorator": """
        import functools, torch
        def through_torch(function):
            @functools.wraps(function)
            def wrapped(x):
                return function(torch.as_tensor(x))
            return wrapped
        @through_torch
        def answer(x):
            return x
        """,
    "cached": """
        import functools, torch
        @functools.lru_cache
        def answer(x):
            return torch.relu(x)
        """,
    "method": """
        import torch
        class answer:
            def forward(self, x):
                return torch.relu(x)
        """,
    "property, static and class methods": """
        import torch
        class answer:
            @property
            def one(self):
                return 1
            @staticmethod
            def forward(x):
                return torch.relu(x)
        """,
    "base class": """
        from torch import nn
        class answer(nn.Module):
            pass
        """,
    "class that is used": """
        import torch
        class Layer:
            def forward(self, x):
                return torch.relu(x)
        def answer(x):
            return Layer().forward(x)
        """,
    "by name": """
        import importlib
        def answer(x):
            return importlib.import_module("torch.nn.functional").relu(x)
        """,
    "dunder import": """
        def answer(x):
            return __import__("torch").relu(x)
        """,
    "among the loaded modules": """
        import sys
        def answer(x):
            return sys.modules["torch"].relu(x)
        """,
    "among the global names": """
        import torch
        def answer(x):
            return globals()["torch"].relu(x)
        """,
    "text that is run": """
        def answer(x):
            names = {}
            exec("import torch\\nrelu = torch.relu", names)
            return names["relu"](x)
        """,
}


@pytest.mark.parametrize("way", HIDDEN_WAYS)
def test_is_a_library_found(way):
    assert "torch" in libraries_reached(notebook(HIDDEN_WAYS[way])["answer"])


INNOCENT = {
    "imported for something else": """
        import numpy as np, torch
        def answer(x):
            return np.maximum(x, 0)
        """,
    "only in a text": """
        def answer(x):
            "This is what torch calls relu; see torch.relu."
            name = "torch"
            return max(x, 0)
        """,
    "an attribute of the same name": """
        import torch
        class Box:
            pass
        def answer(x):
            box = Box()
            box.torch = x
            return box.torch
        """,
    "a local variable of the same name": """
        import torch
        def answer(torch):
            return torch + 1
        """,
    "an object that can be called": """
        import numpy as np, torch
        class Answer:
            def __call__(self, x):
                return np.maximum(x, self.least())
            def least(self):
                return 0
        answer = Answer()
        """,
    "named tuples": """
        import collections, typing
        Pair = collections.namedtuple("Pair", "out cache")
        class Kept(typing.NamedTuple):
            x: float
            y: float = 0.0
        def answer(x):
            return Pair(cache=Kept(x), out=x)._replace(out=2 * x)
        """,
    "itself, again and again": """
        def answer(n):
            return 1 if n < 2 else n * answer(n - 1)
        """,
    "the standard library, and drawing": """
        import collections, dataclasses, math, tqdm
        import matplotlib.pyplot as plt
        @dataclasses.dataclass
        class Cache:
            x: object
        def answer(x):
            plt.title("debugging")
            for _ in tqdm.tqdm([]):
                pass
            return Cache(x), math.exp(0), collections.Counter()
        """,
}


@pytest.mark.parametrize("way", INNOCENT)
def test_is_no_library_found_that_is_not_used(way):
    assert set(libraries_reached(notebook(INNOCENT[way])["answer"])) <= {"numpy"}


def test_are_other_answers_not_followed():
    names = notebook("""
        import torch
        def other(x):
            return torch.relu(x)
        def answer(x):
            return other(x)
        """)
    assert libraries_reached(names["answer"]) == ["torch"]
    assert libraries_reached(names["answer"], but={"other"}) == []
    assert libraries_reached(names["other"], but={"other"}) == ["torch"]


@pytest.mark.parametrize("one", [np.add, np.exp, np.linalg.norm, np.zeros(2), np.float64(1)])
def test_does_numpy_count_as_numpy(one):
    assert libraries_reached(one) == ["numpy"]


def test_can_anything_be_asked_about():
    class Odd:
        __slots__ = ("a",)

    for one in (None, 3, "torch", Odd, Odd(), print, [].append, functools.partial(print), int):
        assert "torch" not in libraries_reached(one)
    assert libraries_reached(torch.zeros(1)) == ["torch"]
