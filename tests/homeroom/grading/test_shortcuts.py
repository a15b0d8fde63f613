"""Shortcuts give what nbgrader, nbformat and jsonschema themselves give."""

import copy
import io
import json

import jsonschema
import nbformat
import pytest
from dateutil.parser import isoparse
from hypothesis import given
from hypothesis import strategies as st
from jupyter_client import jsonutil
from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbformat import NotebookNode, from_dict
from nbformat.v4 import nbjson, new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.nbgraderformat import MetadataValidator

from homeroom.copies import copied
from homeroom.grading.shortcuts import shortcuts, time_of, validate, written

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


def as_nbformat(value):
    """What nbformat's own writer makes of a value."""
    return json.dumps(
        value,
        cls=nbjson.BytesEncoder,
        indent=1,
        sort_keys=True,
        separators=(",", ": "),
        ensure_ascii=False,
    )


@given(plain)
def test_the_same_text_is_written(value):
    assert written(value) == as_nbformat(value)


@pytest.mark.parametrize("value", [{1: {True: [None]}}, {None: (1, 2.5)}, {"a": b"bytes"}, (), {}])
def test_odd_values_are_written_alike_too(value):
    assert written(value) == as_nbformat(value)


def test_what_cannot_be_written_is_refused():
    with pytest.raises(TypeError, match="not JSON serializable"):
        written({"a": [object()]})


@given(st.dictionaries(st.text(max_size=5), plain, max_size=5))
def test_a_copy_is_one_in_depth(value):
    node = from_dict(value)
    same, other = copy.deepcopy(node), copied(node)
    assert repr(other) == repr(same)
    assert kinds(other) == kinds(same)
    assert not mutable(node) & mutable(other)


def test_a_copy_of_what_was_put_in_plainly():
    # `dict.__init__` does not make nodes of what it is given; deepcopy does, but not within lists.
    node = NotebookNode({"a": {"b": {}}, "c": [{"d": ()}]})
    same, other = copy.deepcopy(node), copied(node)
    assert kinds(other) == kinds(same)


def kinds(value):
    """The types of all parts."""
    if isinstance(value, dict):
        return type(value), {key: kinds(item) for key, item in value.items()}
    return (type(value), [*map(kinds, value)]) if isinstance(value, list) else type(value)


def mutable(value):
    """The identities of all parts that can be changed."""
    if isinstance(value, dict):
        return {id(value)}.union(*map(mutable, value.values()))
    return {id(value)}.union(*map(mutable, value)) if isinstance(value, list) else set()


def test_a_whole_notebook_is_written_as_ever():
    cells = [
        new_markdown_cell("Wie hoch ist der Verlust?\nSehr „hoch“"),
        new_code_cell("1\n2", outputs=[new_output("stream", text="a\nb\n")], execution_count=3),
    ]
    nb = new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python"}}
    )
    before = nbjson.writes(nb)
    with shortcuts():
        assert nbjson.writes(nb) == before
        assert nbjson.reads(before) == nb


right = {
    "grade_id": "a",
    "grade": False,
    "solution": False,
    "locked": False,
    "task": False,
    "schema_version": 3,
}


@pytest.mark.parametrize(
    "changed",
    [{}, {"grade_id": ""}, {"locked": 1}, {"points": -1, "x": {}}, {"grade_id": 2000 * "a"}],
)
def test_metadata_is_judged_as_jsonschema_does(changed):
    schema = MetadataValidator().schema
    instance = from_dict({**right, **changed})
    said = []
    for judge in (jsonschema.validate, validate, validate):
        try:
            judge(instance, schema)
            said.append("")
        except jsonschema.ValidationError as error:
            said.append(error.message)
    assert said[0] == said[1] == said[2]


@pytest.fixture
def gradebook(tmp_path):
    """Two notebooks with cells of the same names, handed in by two students."""
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as found:
        found.add_assignment("hw")
        for number, notebook in enumerate(("one", "two"), 1):
            found.add_notebook(notebook, "hw")
            source = {"source": notebook, "cell_type": "code", "locked": True}
            found.add_source_cell("a", notebook, "hw", **source)
            found.add_grade_cell("a", notebook, "hw", max_score=number, cell_type="code")
            found.add_solution_cell("a", notebook, "hw")
            found.add_task_cell("t", notebook, "hw", max_score=10 * number, cell_type="markdown")
        for student in ("ada", "bob"):
            found.add_student(student)
            found.add_submission("hw", student)
        yield found


def test_rows_are_found_as_by_nbgrader(gradebook):
    finds = [
        (method, (name, notebook, "hw", *student))
        for method, students in (
            ("find_source_cell", [()]),
            ("find_graded_cell", [()]),
            ("find_grade", [("ada",), ("bob",)]),
            ("find_comment", [("ada",), ("bob",)]),
        )
        for name in ("a", "t", "none")
        for notebook in ("one", "two")
        for student in students
    ]

    def found(method, where):
        try:
            return getattr(gradebook, method)(*where)
        except MissingEntry as error:
            return str(error)

    as_ever = [found(*find) for find in finds]
    with shortcuts():
        # Twice: the first call reads the table, the second has it.
        assert [[found(*find) for find in finds] for _ in range(2)] == [as_ever, as_ever]
    assert {type(row).__name__ for row in as_ever} == {
        *("SourceCell", "GradeCell", "TaskCell", "Grade", "Comment", "str")
    }


def test_a_row_added_later_is_found_too(gradebook):
    with shortcuts():
        gradebook.find_source_cell("a", "one", "hw")
        added = gradebook.add_source_cell("b", "one", "hw", source="", cell_type="code")
        assert gradebook.find_source_cell("b", "one", "hw") is added
    assert gradebook.find_source_cell("b", "one", "hw") is added


@given(st.from_regex(jsonutil.ISO8601_PAT, fullmatch=True))
def test_times_are_read_alike(text):
    def read(how):
        try:
            found = how(text)
        except ValueError:
            return None
        return found.isoformat(), found.utcoffset()

    assert read(time_of) == read(isoparse)


def test_headers_of_messages_hold_times():
    header = {"msg_id": "1", "date": "2026-01-31T12:00:00.25Z", "session": "2026-01-31"}
    as_ever = jsonutil.extract_dates(header)
    with shortcuts():
        assert jsonutil.extract_dates(header) == as_ever
    assert as_ever["date"].microsecond == 250_000


@pytest.mark.parametrize("minor", [4, 5])
def test_a_notebook_is_read_and_written_alike(minor, tmp_path):
    nb = new_notebook(cells=[new_markdown_cell("a"), new_code_cell("b")])
    nb.nbformat_minor = minor
    if minor < 5:
        for cell in nb.cells:
            del cell["id"]
    text = nbformat.writes(nb)
    with shortcuts():
        assert nbformat.writes(nb) == nbformat.writes(nb, version=4) == text
        assert nbformat.reads(text, nbformat.NO_CONVERT) == nb
        assert nbformat.read(io.StringIO(text), as_version=4) == nbformat.reads(text, 4) == nb
    assert nbformat.reads(text, 4) == nb


def test_an_invalid_notebook_is_still_refused_by_the_exporter():
    nb = new_notebook(cells=[new_code_cell("b")])
    nb.cells[0].execution_count = "three"
    exporter = NotebookExporter(optimistic_validation=True)
    exporter.register_preprocessor(ClearMetadataPreprocessor, enabled=True)
    with shortcuts(), pytest.raises(nbformat.ValidationError):
        exporter.from_file(io.StringIO(nbjson.writes(nb)))
