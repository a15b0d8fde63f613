"""The rules that the files of `helpers` keep."""

import ast
from pathlib import Path

import pytest

import helpers

FILES = sorted(Path(helpers.__file__).parent.rglob("*.py"))
ALLOWED = {"torch", "torchvision", "numpy", "pandas", "matplotlib", "sklearn", "tqdm", "helpers"}
# IPython and google.colab are there where they are used; threadpoolctl comes with scikit-learn
# and PIL with torchvision.
LOCAL = {"IPython", "google", "threadpoolctl", "PIL"}


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_short_and_know_only_what_students_have(path):
    import sys

    source = path.read_text()
    assert len(source.splitlines()) <= 300
    tops = {name.split(".")[0] for name in imports(ast.parse(source))}
    assert tops - sys.stdlib_module_names <= ALLOWED | LOCAL


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_public_function_says_what_it_takes_and_gives(path):
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            text = ast.get_docstring(node) or ""
            named = [one.arg for one in [*node.args.args, *node.args.kwonlyargs]]
            assert text, node.name
            assert not named or "Parameters\n" in text, node.name
            # Every argument is spoken of; "mean, std : ..." speaks of both.
            assert [name for name in named if name not in text] == [], node.name
