"""The released notebook once more as plain Python, written beside it."""

from __future__ import annotations

import re
from typing import Any

from nbconvert.exporters import PythonExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from homeroom.release.preprocessors import Converted

# Of the interpreter that converted: it would differ from machine to machine.
HEAD = re.compile(r"\A#!.*\n# coding: utf-8\n+")
EMPTY_COMMENT = re.compile(r"^#[ \t]+$", re.MULTILINE)


class AddPlainPython(NbGraderPreprocessor):
    """Write NAME.py beside the released NAME.ipynb. Comes last, after the leak check.

    nbconvert's writer saves what stands in `resources["outputs"]` beside the notebook, so plain
    `nbgrader generate_assignment` makes the same file, byte for byte.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Add the file to what is written."""
        name = f"{resources['nbgrader']['notebook']}.py"
        resources.setdefault("outputs", {})[name] = plain_python(nb).encode()
        return nb, resources


def plain_python(nb: NotebookNode) -> str:
    """Write a notebook as Python: text as comments, code as it stands.

    Parameters
    ----------
    nb : NotebookNode

    Returns
    -------
    str

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> print(plain_python(new_notebook(cells=[new_markdown_cell("# Hi"), new_code_cell("x = 1")])))
    # # Hi
    <BLANKLINE>
    x = 1
    <BLANKLINE>
    """
    exporter = PythonExporter(exclude_input_prompt=True)
    text, _ = exporter.from_notebook_node(nb)
    return EMPTY_COMMENT.sub("#", HEAD.sub("", text).strip()) + "\n"
