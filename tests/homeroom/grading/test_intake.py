"""Is each unusable submission named with its file and a remedy, and is nothing changed?"""

import copy
import json
import os
import shutil

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeroom.grading.intake import inspect
from homeroom.notebooks import nbgrader_cells


@pytest.fixture
def hand_in(course):
    """Write a file below submitted/; notebooks are given as nbformat objects."""

    def write(relative, content):
        path = course.root / "submitted" / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, bytes):
            content = nbformat.writes(content).encode()
        path.write_bytes(content)
        return path

    return write


def only(course):
    (submission,) = inspect(course, "hw01")
    return submission


def test_is_a_sound_submission_gradable_without_a_word(course, notebook, hand_in):
    hand_in("ada/hw01/squares.ipynb", notebook)
    assert only(course).gradable
    assert only(course).findings == ()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (b'{"cells": [', "not JSON"),
        (b"\xff\xfe\x00", "not text"),
        (json.dumps({"a": 1}).encode(), "not a notebook"),
        (json.dumps([1, 2]).encode(), "not a notebook"),
        (json.dumps({"nbformat": 4, "cells": 3}).encode(), "without a list of cells"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_is_a_damaged_file_named_with_a_remedy(course, hand_in, content, found):
    hand_in("ada/hw01/squares.ipynb", content)
    (finding,) = only(course).findings
    assert finding.file == "submitted/ada/hw01/squares.ipynb"
    assert found in finding.found
    assert finding.remedy
    assert not only(course).gradable


def test_is_a_renamed_notebook_recognised_by_its_questions(course, notebook, hand_in):
    hand_in("ada/hw01/Copy_of_squares (1).ipynb", notebook)
    (finding,) = only(course).findings
    assert "wrong file name" in finding.found
    assert finding.remedy == "rename it to squares.ipynb"


def test_is_a_missing_notebook_reported(course, hand_in):
    hand_in("ada/hw01/notes.txt", b"later")
    (finding,) = only(course).findings
    assert finding.found == "squares.ipynb is missing"


def test_is_a_notebook_outside_its_folder_reported(course, notebook, hand_in):
    hand_in("ada/squares.ipynb", notebook)
    (finding,) = only(course).findings
    assert finding.remedy == "move it into submitted/ada/hw01/"


def test_does_a_student_who_handed_in_nothing_count_as_nothing(course, hand_in):
    hand_in("ada/hw02/other.ipynb", b"")
    assert inspect(course, "hw01") == []


@pytest.mark.parametrize("name", ["ada lovelace", "..x", "a..b", "-x", ".hidden", "ä", "a;b"])
def test_is_an_unfit_student_id_refused_with_a_better_one(course, notebook, hand_in, name):
    hand_in(f"{name}/hw01/squares.ipynb", notebook)
    (finding,) = only(course).findings
    assert "student id" in finding.found
    assert "rename the folder" in finding.remedy


def test_does_a_file_of_another_homework_say_whose_it_is(course, notebook, hand_in):
    other = copy.deepcopy(notebook)
    for cell in nbgrader_cells(other):
        cell.metadata.nbgrader.grade_id += "_of_hw02"
    folder = course.root / "source" / "hw02"
    folder.mkdir()
    nbformat.write(other, folder / "cubes.ipynb")
    hand_in("ada/hw01/squares.ipynb", other)
    hand_in("bob/hw01/cubes.ipynb", other)
    ada, bob = inspect(course, "hw01")
    assert ada.findings[0].found == "the file belongs to hw02"
    assert "expected squares.ipynb" in bob.findings[0].found
    assert not ada.gradable and not bob.gradable


def test_is_a_file_of_another_homework_known_although_both_have_cells_of_one_name(
    course, notebook, hand_in
):
    other = copy.deepcopy(notebook)
    for cell in list(nbgrader_cells(other))[1:]:
        cell.metadata.nbgrader.grade_id += "_of_hw02"
    folder = course.root / "source" / "hw02"
    folder.mkdir()
    nbformat.write(other, folder / "cubes.ipynb")
    hand_in("ada/hw01/squares.ipynb", other)
    assert [finding.found for finding in only(course).findings] == ["the file belongs to hw02"]


def test_are_stripped_metadata_recognised(course, notebook, hand_in):
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    hand_in("ada/hw01/squares.ipynb", notebook)
    assert "metadata are gone" in only(course).findings[0].found


def test_are_copied_cells_refused_and_missing_ones_flagged(course, notebook, hand_in, cell_of):
    twice = copy.deepcopy(notebook)
    extra = copy.deepcopy(cell_of(twice, "square"))
    extra.id = "copied"
    twice.cells.append(extra)
    hand_in("ada/hw01/squares.ipynb", twice)
    notebook.cells.remove(cell_of(notebook, "why"))
    hand_in("bob/hw01/squares.ipynb", notebook)
    ada, bob = inspect(course, "hw01")
    assert "copied cells: square" in ada.findings[0].found and not ada.gradable
    assert bob.findings[0].found == "missing cells: why" and bob.gradable


def test_is_a_large_extra_file_named_and_the_rest_gradable(course, notebook, hand_in):
    hand_in("ada/hw01/squares.ipynb", notebook)
    large = hand_in("ada/hw01/weights.bin", b"")
    os.truncate(large, 50_000_000)
    (finding,) = only(course).findings
    assert "50 MB" in finding.found
    assert only(course).gradable


def test_is_a_link_refused(course, notebook, hand_in):
    hand_in("ada/hw01/squares.ipynb", notebook)
    (course.root / "submitted/ada/hw01/gradebook").symlink_to("/etc/passwd")
    assert not only(course).gradable


def test_is_a_notebook_of_hundreds_of_megabytes_not_even_read(course, hand_in):
    path = hand_in("ada/hw01/squares.ipynb", b"{")
    os.truncate(path, 200_000_000)
    assert "200 MB" in only(course).findings[0].found


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_does_no_content_whatever_raise_or_get_changed(course, hand_in, content):
    path = hand_in("ada/hw01/squares.ipynb", content)
    assert not only(course).gradable
    assert path.read_bytes() == content
    shutil.rmtree(course.root / "submitted")
