"""Copies of notebooks, made without the book-keeping of `copy.deepcopy`."""

from __future__ import annotations

import copy
from typing import Any

from nbformat import NotebookNode
from nbformat.notebooknode import from_dict

_AS_THEY_ARE = (str, int, float, bool, type(None))


def copied(node: NotebookNode) -> NotebookNode:
    """Do what `copy.deepcopy` does to a notebook: a tree, in which nothing stands twice.

    Examples
    --------
    >>> node = NotebookNode(cells=[NotebookNode(source="1")])
    >>> other = copied(node)
    >>> other == node, other.cells[0] is node.cells[0]
    (True, False)
    """
    new = NotebookNode()
    for key, value in node.items():
        item = value if type(value) is str else _copied(value)
        dict.__setitem__(new, key, from_dict(item) if type(item) is dict else item)
    if len(node.__dict__) > 1 or not node.__dict__.get("_allownew", True):
        new.__dict__.update(copy.deepcopy(node.__dict__))
    return new


def _copied(value: Any) -> Any:
    kind = type(value)
    if kind is NotebookNode:
        return copied(value)
    if kind is list:
        return [item if type(item) is str else _copied(item) for item in value]
    return value if kind in _AS_THEY_ARE else copy.deepcopy(value)
