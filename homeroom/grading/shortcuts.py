"""What nbgrader and nbformat do again for every cell, done once: the same results, sooner.

Much of a worker's own time went into this: rows looked up one by one, metadata checked against
a schema that is the same in every submission, notebooks checked before and behind every step,
copied and written token by token, the times in messages taken apart again for every answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache, lru_cache
from json.encoder import encode_basestring
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import jsonschema
import nbformat
from dateutil.parser import isoparse
from jupyter_client import jsonutil
from nbformat import NotebookNode
from nbformat.v4 import nbjson
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, GradeCell, TaskCell
from nbgrader.nbgraderformat import common

from homeroom.copies import copied

KNOWN_METADATA, LONGEST_KNOWN = 10_000, 1_000
KNOWN_TIMES = 1_000
_TABLES = "_homeroom_tables"


@contextmanager
def shortcuts() -> Iterator[None]:
    """Take the shortcuts while this lasts; not for several threads at a time."""
    with ExitStack() as stack:
        for place, name, shorter in (
            (common, "jsonschema", SimpleNamespace(validate=validate)),
            (jsonutil, "_dateutil_parse", time_of),
            (nbformat, "reads", _read),
            (nbformat, "writes", _written),
            (NotebookNode, "__deepcopy__", lambda node, memo: copied(node)),
            (nbjson, "json", SimpleNamespace(loads=json.loads, dumps=_dumps)),
            (Gradebook, "find_source_cell", _looked_up(Gradebook.find_source_cell, _sources)),
            (Gradebook, "find_graded_cell", _looked_up(Gradebook.find_graded_cell, _graded)),
            (Gradebook, "find_grade", _looked_up(Gradebook.find_grade, _rows_of(Grade))),
            (Gradebook, "find_comment", _looked_up(Gradebook.find_comment, _rows_of(Comment))),
        ):
            stack.enter_context(patch.object(place, name, shorter))
        yield


def validate(instance: Any, schema: dict[str, Any]) -> None:
    """Do what `jsonschema.validate` does; the same text is checked against a schema once.

    Raises
    ------
    jsonschema.ValidationError
    """
    text = json.dumps(instance, sort_keys=True)
    check = _validate if len(text) <= LONGEST_KNOWN else _validate.__wrapped__
    check(text, json.dumps(schema))


@lru_cache(KNOWN_METADATA)
def _validate(instance: str, schema: str) -> None:
    error = jsonschema.exceptions.best_match(_validator(schema).iter_errors(json.loads(instance)))
    if error is not None:
        raise error  # which is not remembered


@cache
def _validator(text: str) -> Any:
    schema = json.loads(text)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


@lru_cache(KNOWN_TIMES)
def time_of(text: str) -> datetime:
    """Do what dateutil's `isoparse` does; all messages about a cell give the same time.

    Examples
    --------
    >>> time_of("2026-01-31T12:00:00.5Z").isoformat()
    '2026-01-31T12:00:00.500000+00:00'
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return isoparse(text)


def _read(
    text: str, as_version: Any, capture_validation_error: Any = None, **how: Any
) -> NotebookNode:
    """Do what `nbformat.reads` does; the exporter checks the notebook behind its preprocessors."""
    nb = nbformat.reader.reads(text, **how)
    return nb if as_version is nbformat.NO_CONVERT else nbformat.convert(nb, as_version)


def _written(
    nb: NotebookNode,
    version: Any = nbformat.NO_CONVERT,
    capture_validation_error: Any = None,
    **how: Any,
) -> str:
    """Do what `nbformat.writes` does to a notebook that the exporter has just checked."""
    if version is nbformat.NO_CONVERT:
        version, _ = nbformat.reader.get_version(nb)
    else:
        nb = nbformat.convert(nb, version)
    return nbformat.versions[version].writes_json(nb, **how)


def written(value: Any) -> str:
    r"""Do what `json.dumps` does as nbformat calls it, with an indent of one and sorted keys.

    Python's own encoder goes token by token as soon as it is to indent.

    Examples
    --------
    >>> written({"b": [1, "ä"], "a": {}})
    '{\n "a": {},\n "b": [\n  1,\n  "ä"\n ]\n}'
    """
    parts: list[str] = []
    _write(value, "\n", parts.append)
    return "".join(parts)


_plain = nbjson.BytesEncoder(ensure_ascii=False).encode


def _write(value: Any, newline: str, add: Callable[[str], None]) -> None:
    if isinstance(value, str):
        add(encode_basestring(value))
    elif isinstance(value, dict) and value:
        before, inner = "{", newline + " "
        for key, item in sorted(value.items()):
            add(f"{before}{inner}{encode_basestring(_key(key))}: ")
            _write(item, inner, add)
            before = ","
        add(newline + "}")
    elif isinstance(value, list | tuple) and value:
        before, inner = "[", newline + " "
        for item in value:
            add(before + inner)
            _write(item, inner, add)
            before = ","
        add(newline + "]")
    else:
        add(_plain(value))


def _key(key: Any) -> str:
    """Give a key as JSON has it, which knows text only."""
    return key if isinstance(key, str) else json.loads(json.dumps({key: 0})[1:].partition(": ")[0])


def _dumps(value: Any, **how: Any) -> str:
    usual = {
        "cls": nbjson.BytesEncoder,
        "indent": 1,
        "sort_keys": True,
        "separators": (",", ": "),
        "ensure_ascii": False,
    }
    return written(value) if how == usual else json.dumps(value, **how)


def _looked_up(find: Callable[..., Any], read: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """Let a method find a row by its name in a table that is read at the first call.

    What is not in the table is left to the method itself.
    """

    def found(self: Gradebook, name: str, *where: str) -> Any:
        # Where several gradebooks share one session, they share its tables.
        tables = self.db.__dict__.setdefault(_TABLES, {})
        if (read, where) not in tables:
            tables[read, where] = read(self, *where)
        row = tables[read, where].get(name)
        return find(self, name, *where) if row is None else row

    return found


def _sources(gradebook: Gradebook, notebook: str, assignment: str) -> dict[str, Any]:
    cells = gradebook.find_notebook(notebook, assignment).source_cells
    return {cell.name: cell for cell in cells}


def _graded(gradebook: Gradebook, notebook: str, assignment: str) -> dict[str, Any]:
    found = gradebook.find_notebook(notebook, assignment)
    # A notebook's own lists hold the cells without their points, which come one by one.
    return {
        cell.name: cell
        for kind in (TaskCell, GradeCell)
        for cell in gradebook.db.query(kind).filter(kind.notebook_id == found.id)
    }


def _rows_of(kind: Any) -> Callable[..., dict[str, Any]]:
    def read(gradebook: Gradebook, notebook: str, assignment: str, student: str) -> dict[str, Any]:
        submitted = gradebook.find_submission_notebook(notebook, assignment, student)
        return rows_by_name(gradebook, kind, submitted.id)

    return read


def rows_by_name(gradebook: Gradebook, kind: Any, notebook_id: str) -> dict[str, Any]:
    """Read the grades or comments of a notebook that was handed in, by the names of their cells."""
    rows = gradebook.db.query(kind, BaseCell.name).join(BaseCell, BaseCell.id == kind.cell_id)
    return {name: row for row, name in rows.filter(kind.notebook_id == notebook_id)}
